package org.neuronbench.models;

import java.util.Optional;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.Shared;

/** Models as experiments ask for them. */
public final class Loaded {

  private Loaded() {}

  public static GraphModel untrained(String id, int imageSize) {
    return load(new ModelRequest(id, Optional.empty(), 1, Head.REPLACED, imageSize));
  }

  public static GraphModel shared(String id, String weights, int imageSize) {
    return shared(id, weights, 1, Head.REPLACED, imageSize);
  }

  public static GraphModel shared(
      String id, String weights, double width, Head head, int imageSize) {
    return load(
        new ModelRequest(id, Optional.of(Shared.file("data/" + weights)), width, head, imageSize));
  }

  private static GraphModel load(ModelRequest request) {
    return (GraphModel) new ModelZoo().load(request);
  }
}
