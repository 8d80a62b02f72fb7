package org.neuronbench.datasets.photo;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.neuronbench.core.InputException;
import org.neuronbench.core.JsonWords;
import org.neuronbench.core.Text;

/**
 * Which images of a COCO annotation file show a person, read as a stream: the file is of hundreds
 * of megabytes, the result is not.
 */
final class CocoPersons {

  private static final String MESSAGE =
      "%s is no complete COCO annotation file: %s. Get the published file again.";
  private static final int PERSON = 1;

  private static final JsonFactory JSON = new JsonFactory();

  private final double share;
  private final SortedMap<Long, Image> images = new TreeMap<>();

  /** The largest person by image: the annotations may come before the images. */
  private final Map<Long, Double> largest = new HashMap<>();

  private boolean annotated;

  /** An image as the file describes it. */
  record Image(String fileName, double area) {}

  /**
   * @param share a person counts whose area is more than this share of the image's
   */
  CocoPersons(double share) {
    this.share = share;
  }

  /** Reads a file to its end; the name is for messages. */
  void read(String name, InputStream content) throws IOException {
    try (JsonParser json = JSON.createParser(content)) {
      json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw damaged(name, "it is no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        section(name, json, json.currentName());
      }
      if (json.currentToken() != JsonToken.END_OBJECT) {
        throw damaged(name, "it ends too early");
      }
    } catch (JacksonException e) {
      throw new InputException(Text.format(MESSAGE, name, JsonWords.of(e)), e);
    }
    if (images.isEmpty() || !annotated) {
      throw damaged(name, "it has no images or no annotations");
    }
  }

  private void section(String name, JsonParser json, String field) throws IOException {
    boolean list = json.nextToken() == JsonToken.START_ARRAY;
    if (list && field.equals("images")) {
      entries(json, fields -> image(name, fields));
    } else if (list && field.equals("annotations")) {
      annotated = true;
      entries(json, this::annotation);
    } else {
      json.skipChildren();
    }
  }

  /** Hands over the plain values of each object of an array. */
  private static void entries(JsonParser json, Consumer<Map<String, String>> entry)
      throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        entry.accept(fields(json));
      } else {
        json.skipChildren();
      }
    }
  }

  private static Map<String, String> fields(JsonParser json) throws IOException {
    Map<String, String> fields = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == null || value.isStructStart()) {
        json.skipChildren();
      } else {
        fields.put(name, json.getText());
      }
    }
    return fields;
  }

  private void image(String name, Map<String, String> fields) {
    long id = (long) number(fields, "id");
    String fileName = text(fields, "file_name");
    double area = number(fields, "height") * number(fields, "width");
    if (!(area > 0)) {
      throw damaged(name, Text.format("image %d has no area", id));
    }
    if (images.put(id, new Image(fileName, area)) != null) {
      throw damaged(name, Text.format("image %d is there twice", id));
    }
  }

  private void annotation(Map<String, String> fields) {
    if (number(fields, "category_id") == PERSON) {
      largest.merge((long) number(fields, "image_id"), number(fields, "area"), Math::max);
    }
  }

  /** Returns the images by their ids. */
  SortedMap<Long, Image> images() {
    return images;
  }

  /** Tells whether an image shows a person that is large enough. */
  boolean person(long id, Image image) {
    return largest.getOrDefault(id, 0.0) / image.area() > share;
  }

  private static InputException damaged(String name, String reason) {
    return new InputException(Text.format(MESSAGE, name, reason));
  }

  private static String text(Map<String, String> fields, String name) {
    String text = fields.get(name);
    if (text == null) {
      throw new InputException(Text.format("A COCO entry has no '%s': %s", name, fields));
    }
    return text;
  }

  private static double number(Map<String, String> fields, String name) {
    String text = text(fields, name);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InputException(
          Text.format("A COCO entry has '%s' for %s, expected a number", text, name), e);
    }
  }
}
