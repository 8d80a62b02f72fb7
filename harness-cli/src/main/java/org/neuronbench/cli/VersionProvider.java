package org.neuronbench.cli;

import picocli.CommandLine.IVersionProvider;

/** Reads the version that the build wrote into the jar. */
final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "neuronbench " + (version == null ? "development" : version),
      "Java %s, %s %s"
          .formatted(
              System.getProperty("java.version"),
              System.getProperty("os.name"),
              System.getProperty("os.arch"))
    };
  }
}
