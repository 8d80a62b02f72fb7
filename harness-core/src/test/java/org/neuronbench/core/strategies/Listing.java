package org.neuronbench.core.strategies;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.stream.Collectors;
import org.neuronbench.spi.NeuronSelectionStrategy;

/** A class loader whose service file lists what a test wants, and nothing else. */
public final class Listing extends ClassLoader {

  private static final String SERVICE =
      "META-INF/services/" + NeuronSelectionStrategy.class.getName();

  private final String lines;

  private Listing(String lines) {
    super(Listing.class.getClassLoader());
    this.lines = lines;
  }

  /** Loads these strategies as the harness does. */
  public static StrategyRegistry of(Class<?>... strategies) {
    return ofNames(Arrays.stream(strategies).map(Class::getName).collect(Collectors.joining("\n")));
  }

  static StrategyRegistry ofNames(String lines) {
    return StrategyRegistry.load(new Listing(lines));
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.equals(SERVICE)
        ? Collections.enumeration(Collections.singleton(memory()))
        : super.getResources(name);
  }

  private URL memory() {
    try {
      return new URL(null, "memory:services", new Memory(lines.getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Memory extends URLStreamHandler {
    private final byte[] bytes;

    Memory(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() {
          return new ByteArrayInputStream(bytes);
        }
      };
    }
  }
}
