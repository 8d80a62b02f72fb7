package org.neuronbench.reports.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import org.neuronbench.reports.text.Escape;

/** Writes HTML and inline SVG: balanced, and with every text and attribute escaped. */
final class Html {

  private static final Pattern BREAKS = Pattern.compile("(?<=[-_.,:(=/])(?=.)");

  // Their end tags may be left out (HTML, 13.1.2.4); in long tables they would be a sixth.
  private static final Set<String> IMPLIED = Set.of("td", "th", "tr");

  private final StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are pairs of name and value. */
  Html open(String tag, String... attributes) {
    start(tag, attributes).append('>');
    open.push(tag);
    return this;
  }

  Html close() {
    String tag = open.pop();
    if (!IMPLIED.contains(tag)) {
      out.append("</").append(tag).append(">");
    }
    return this;
  }

  /** Closes and ends the line: a newline that no inline text sees. */
  Html closeBlock() {
    close();
    out.append('\n');
    return this;
  }

  Html text(String text) {
    out.append(Escape.html(text));
    return this;
  }

  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** Writes an id or path: kept apart from the direction of its surroundings, and breakable. */
  Html name(String name) {
    open("bdi");
    for (String part : BREAKS.split(name, -1)) {
      text(part).trusted("<wbr>");
    }
    out.setLength(out.length() - "<wbr>".length());
    return close();
  }

  Html empty(String tag, String... attributes) {
    start(tag, attributes).append("/>");
    return this;
  }

  /** Appends a style sheet or script of our own; never anything that a user or plug-in gave. */
  Html trusted(String code) {
    out.append(code);
    return this;
  }

  String finish() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("Elements left open: " + open);
    }
    return out.append('\n').toString();
  }

  private StringBuilder start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(Escape.html(attributes[i + 1])).append('"');
    }
    return out;
  }
}
