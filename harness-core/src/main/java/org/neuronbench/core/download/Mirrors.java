package org.neuronbench.core.download;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The addresses of a file that may still work, in turn. */
final class Mirrors {

  private final List<URI> alive;
  private int turn;

  Mirrors(List<URI> urls) {
    alive = new ArrayList<>(urls);
  }

  URI current() {
    return alive.get(turn % alive.size());
  }

  void next() {
    turn++;
  }

  void drop(URI url) {
    alive.remove(url);
  }

  boolean none() {
    return alive.isEmpty();
  }
}
