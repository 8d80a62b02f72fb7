package org.neuronbench.cli.project;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/**
 * What a new project is called.
 *
 * @param id of the strategy or method, and the artifact's
 * @param javaPackage of its class
 * @param version of its jar
 */
public record ProjectName(String id, String javaPackage, String version) {

  /** Where authors who have no domain of their own put their classes. */
  private static final String EXAMPLE = "org.example.";

  private static final int LONGEST = 60;

  /** Checks all three. */
  public ProjectName {
    if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || id.length() > LONGEST) {
      throw new InputException(
          Text.format(
              "'%s' is no name for a plug-in, expected lower-case letters and digits joined by single"
                  + " hyphens, beginning with a letter, up to %d, such as my-idea",
              id, LONGEST));
    }
    if (id.equals("neuronbench") || id.startsWith("neuronbench-")) {
      throw new InputException(
          Text.format(
              "'%s' is reserved: names that begin with 'neuronbench' are for the project", id));
    }
    if (!SourceVersion.isName(javaPackage)
        || !javaPackage.toLowerCase(Locale.ROOT).equals(javaPackage)) {
      throw new InputException(
          Text.format(
              "--package: '%s' is no package, expected lower-case names joined by dots, such as %s",
              javaPackage, packageFor("my-idea")));
    }
    if (!version.matches("[0-9A-Za-z][0-9A-Za-z.+_-]*")) {
      throw new InputException(
          Text.format(
              "--version: '%s' is no version, expected letters, digits and . + _ -, such as 1.0.0",
              version));
    }
  }

  /**
   * Returns the package of a project whose author names none: such as {@code org.example.myidea}.
   */
  public static String packageFor(String id) {
    return EXAMPLE + id.replace("-", "");
  }

  /** Returns the name of the class: {@code MyIdea} for {@code my-idea}. */
  String className() {
    return Arrays.stream(id.split("-"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  String path() {
    return javaPackage.replace('.', '/');
  }
}
