package org.neuronbench.cli.workbench;

import org.neuronbench.core.Text;
import picocli.CommandLine.IVersionProvider;

/** Reads the version that the build wrote into the jar. */
public final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = VersionProvider.class.getPackage().getImplementationVersion();
    return new String[] {
      "neuronbench " + (version == null ? "development" : version),
      Text.format(
          "Java %s, %s %s",
          System.getProperty("java.version"),
          System.getProperty("os.name"),
          System.getProperty("os.arch"))
    };
  }
}
