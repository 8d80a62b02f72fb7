package org.neuronbench.core;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain words what is wrong with a JSON text. */
public final class JsonWords {

  private static final Pattern TWICE = Pattern.compile("Duplicate field '(.*)'");

  private JsonWords() {}

  /**
   * Words what a parser found.
   *
   * @return no sentence of its own, such as {@code it is no JSON at line 3, column 5}
   */
  public static String of(JacksonException e) {
    if (e instanceof JsonEOFException) {
      return "it ends in the middle" + at(e.getLocation());
    }
    if (!(e instanceof JsonMappingException mapping)) {
      Matcher twice = TWICE.matcher(String.valueOf(e.getOriginalMessage()));
      if (twice.find()) {
        return Text.format("it has the key '%s' twice", twice.group(1));
      }
      return "it is no JSON" + at(e.getLocation());
    }
    if (mapping.getPath().isEmpty()) {
      return mapping.getClass() == JsonMappingException.class
          ? mapping.getOriginalMessage() // worded by our own code
          : "it holds something else than is expected there" + at(e.getLocation());
    }
    StringBuilder path = new StringBuilder();
    for (Reference reference : mapping.getPath()) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return Text.format("'%s' is missing or of another kind%s", path, at(e.getLocation()));
  }

  private static String at(JsonLocation place) {
    return place == null || place.getLineNr() < 1
        ? ""
        : Text.format(", at line %d, column %d", place.getLineNr(), place.getColumnNr());
  }
}
