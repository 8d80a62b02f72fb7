package org.neuronbench.core.plugins;

import java.util.List;
import org.neuronbench.core.Text;

/**
 * A plug-in ends the process.
 *
 * @param owner id of the strategy, or the jar's name; empty if nothing tells which it is
 * @param plugin name of its jar or folder; empty if nothing tells
 * @param place where it does so, to be read after a verb; empty if nothing tells
 */
record PluginExit(String owner, String plugin, String place) {

  static PluginExit of(PluginThreads threads, List<StackTraceElement> frames) {
    return new PluginExit(threads.owner(), threads.plugin(), PluginFault.place(frames));
  }

  /** Makes one of a thread outside the plug-in's own, such as that of a pool of the platform. */
  static PluginExit of(List<StackTraceElement> frames, ClassLoader harness) {
    String plugin =
        frames.stream()
            .filter(frame -> frame.getModuleName() == null)
            .map(StackTraceElement::getClassLoaderName)
            .filter(name -> name != null && !name.equals(harness.getName()))
            .findFirst()
            .orElse("");
    return new PluginExit(plugin, plugin, plugin.isEmpty() ? "" : PluginFault.place(frames));
  }

  /** Says whether it may be a strategy's doing: its own, or nobody knows whose. */
  boolean isBy(PluginThreads threads) {
    return isBy(threads.owner(), threads.plugin());
  }

  boolean isBy(String strategy, String jar) {
    return owner.isEmpty() || owner.equals(strategy) || owner.equals(jar) || plugin.equals(jar);
  }

  PluginFailure failure() {
    return new PluginFailure(PluginFailure.Kind.OTHER, words());
  }

  /** To be read after the name of the jar or strategy. */
  String words() {
    return Text.format("called System.exit%s; a plug-in must return or throw", place);
  }

  /** Names the plug-in, and what it did. */
  String line() {
    return PluginText.line(name() + " " + words());
  }

  private String name() {
    if (owner.isEmpty()) {
      return "a plug-in that cannot be told";
    }
    return owner.equals(plugin)
        ? "plug-in " + plugin
        : Text.format("plug-in %s of %s", owner, plugin);
  }
}
