package org.neuronbench.reports.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts that the page's data repeats, each written once and then meant by its index. */
public final class Names {

  private final Map<String, Integer> indices = new LinkedHashMap<>();

  int index(String name) {
    return indices.computeIfAbsent(name, absent -> indices.size());
  }

  List<Integer> indices(Iterable<String> names) {
    List<Integer> found = new ArrayList<>();
    names.forEach(name -> found.add(index(name)));
    return found;
  }

  List<String> all() {
    return List.copyOf(indices.keySet());
  }
}
