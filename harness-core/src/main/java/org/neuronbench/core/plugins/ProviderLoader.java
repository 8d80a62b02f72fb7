package org.neuronbench.core.plugins;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neuronbench.spi.ParameterSpec;

/**
 * Makes one provider of a plug-in and asks what it is; no fault of it comes out unworded.
 *
 * @param <T> the contract that it implements
 * @param <L> what is kept of it
 */
public abstract class ProviderLoader<T, L> {

  private static final String ID_FORM = "[a-z0-9]+(-[a-z0-9]+)*";
  private static final int LONGEST_ID = 60;

  /** Ids that nobody may take: this, and what begins with it and a hyphen. */
  private static final String RESERVED = "neuronbench";

  private static final int MOST_PARAMETERS = 1_000;

  private final Plugin plugin;
  private final String type;
  private final Class<T> contract;
  private final PluginCalls calls;
  private @Nullable String id;

  /** Prepares to load a class that a plug-in declares. */
  protected ProviderLoader(Plugin plugin, String type, Class<T> contract, Duration limit) {
    this.plugin = plugin;
    this.contract = contract;
    this.type = type;
    this.calls = new PluginCalls(plugin.origin().name(), plugin.loader(), limit);
  }

  /**
   * Loads it.
   *
   * @throws NotLoaded saying what is wrong with it
   */
  public L load() throws NotLoaded {
    ProviderClass<T> provider = ProviderClass.find(type, plugin.loader(), contract);
    T made = answer("constructor", provider::create);
    String found = checkedId(call("id()", () -> id(made)));
    id = found;
    return describe(found, made, plugin, provider);
  }

  /** Asks for the id. */
  protected abstract @Nullable String id(T made);

  /** Asks for all else. */
  protected abstract L describe(String id, T made, Plugin from, ProviderClass<T> provider)
      throws NotLoaded;

  private String checkedId(@Nullable String id) throws NotLoaded {
    if (id == null) {
      throw new NotLoaded("declares %s, whose id() is null", type);
    }
    if (id.length() > LONGEST_ID || !id.matches(ID_FORM)) {
      throw new NotLoaded(
          "declares %s, whose id() is '%s', expected lower-case letters and digits joined by single"
              + " hyphens, up to %d, such as my-idea",
          type, PluginText.line(id, LONGEST_ID), LONGEST_ID);
    }
    if (id.equals(RESERVED) || id.startsWith(RESERVED + "-")) {
      throw new NotLoaded(
          "declares %s, whose id '%s' is reserved: ids that begin with '%s' are for the project",
          type, id, RESERVED);
    }
    return id;
  }

  /** Returns the id, if it came to be told. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** Checks what it declares, and returns it. */
  protected List<ParameterSpec> checked(List<ParameterSpec> parameters) throws NotLoaded {
    if (parameters.size() > MOST_PARAMETERS) {
      throw new NotLoaded(
          "declares %s, which declares %s parameters, at most %s are allowed",
          type, "" + parameters.size(), "" + MOST_PARAMETERS);
    }
    Set<String> names = new HashSet<>();
    for (ParameterSpec parameter : parameters) {
      String name = parameter.name();
      checkText(name, "name", name);
      checkText(name, "default", String.valueOf(parameter.defaultValue()));
      checkText(name, "range", parameter.allowed());
      if (name.equals("id") || !names.add(name)) {
        String why = name.equals("id") ? "as experiment files call its own id" : "twice";
        throw new NotLoaded("declares %s, which declares a parameter '%s' %s", type, name, why);
      }
    }
    return parameters;
  }

  /** These are values too, and part of results: they cannot be cleaned in secret. */
  private void checkText(String name, String what, String text) throws NotLoaded {
    if (!PluginText.isLine(text)) {
      throw new NotLoaded(
          "declares %s, whose parameter '%s' has a %s with control characters or half characters,"
              + " or of more than %s characters",
          type, PluginText.line(name, LONGEST_ID), what, "" + PluginText.LINE);
    }
  }

  /** Asks something that has an answer. */
  protected <A> A answer(String what, Callable<@Nullable A> task) throws NotLoaded {
    A answer = call(what, task);
    if (answer == null) {
      throw new NotLoaded("declares %s, whose %s returned null", type, what);
    }
    return answer;
  }

  private <A> @Nullable A call(String what, Callable<@Nullable A> task) throws NotLoaded {
    try {
      return calls.call(task);
    } catch (PluginFailure e) {
      throw new NotLoaded("declares %s, whose %s %s", type, what, e.words());
    }
  }
}
