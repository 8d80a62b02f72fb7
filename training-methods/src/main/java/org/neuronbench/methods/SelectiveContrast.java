package org.neuronbench.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.BufferRule;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.ProbeRule;
import org.neuronbench.spi.method.Step;
import org.neuronbench.spi.method.TargetRule;
import org.neuronbench.spi.method.Targets;
import org.neuronbench.spi.method.View;

/**
 * Selective data contrast (Wu et al., DAC 2021): of a stream without labels a small buffer keeps
 * the images whose mirrored view the network finds least alike, and contrast between views of those
 * is learned. Images in the buffer are scored again only now and then.
 */
public final class SelectiveContrast implements BufferRule, TargetRule, ProbeRule {

  private static final String CONTRAST = "contrast";
  private static final String K_CENTRE = "k-centre";

  private int capacity;
  private int period;
  private double temperature;
  private String keeping;
  private int classes;
  private int width;
  private int neighbours;
  private long arrived;
  private long scoredAgain;
  private final Map<Integer, Double> scores = new TreeMap<>();
  private final Map<Integer, Integer> ages = new TreeMap<>();

  @Override
  public String id() {
    return "selective-contrast";
  }

  @Override
  public String description() {
    return "Selective data contrast (Wu et al., DAC 2021): a small buffer keeps of a stream without"
        + " labels what the network represents worst, and learns contrast between views of it.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.integer("capacity", 64, 2, 4096, "images in the buffer"),
        ParameterSpec.choice(
            "keep",
            List.of(CONTRAST, "fifo", "random", "reservoir", K_CENTRE),
            "what stays: highest contrast scores, or a rival's choice: the newest, any, any of all"
                + " that came by, those farthest apart"),
        ParameterSpec.integer("period", 4, 1, 10_000, "steps after which an image is scored again"),
        ParameterSpec.number("temperature", 0.5, 0.01, 10, "of the contrast"),
        ParameterSpec.integer("width", 32, 2, 1000, "outputs that views are compared by"),
        ParameterSpec.integer("neighbours", 5, 1, 1000, "images that vote beside the probe"));
  }

  @Override
  public void start(MethodRun run) {
    capacity = run.parameters().integer("capacity");
    period = run.parameters().integer("period");
    temperature = run.parameters().number("temperature");
    keeping = run.parameters().text("keep");
    width = run.parameters().integer("width");
    neighbours = run.parameters().integer("neighbours");
    classes = run.task().classes();
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public int neighbours() {
    return neighbours;
  }

  @Override
  public int extraOutputs() {
    return width;
  }

  @Override
  public List<View> scored() {
    return switch (keeping) {
      case CONTRAST -> List.of(View.PLAIN, View.FLIPPED);
      case K_CENTRE -> List.of(View.PLAIN);
      default -> List.of();
    };
  }

  @Override
  public List<View> trained() {
    return List.of(View.CONTRAST, View.CONTRAST);
  }

  @Override
  public int[] rescored(int[] buffer) {
    if (keeping.equals(K_CENTRE)) {
      return buffer;
    }
    for (int id : buffer) {
      ages.merge(id, 1, Integer::sum);
    }
    int[] due =
        keeping.equals(CONTRAST)
            ? Arrays.stream(buffer).filter(id -> ages.getOrDefault(id, 0) % period == 0).toArray()
            : new int[0];
    scoredAgain += due.length;
    return due;
  }

  @Override
  public int[] keep(int[] buffer, Step scored) {
    int[] kept =
        switch (keeping) {
          case CONTRAST -> byContrast(buffer, scored);
          case K_CENTRE -> farthestApart(scored);
          case "fifo" -> newest(all(buffer, scored));
          case "reservoir" -> reservoir(buffer, scored);
          default -> any(all(buffer, scored), scored.random());
        };
    List<Integer> stay = Arrays.stream(kept).boxed().toList();
    scores.keySet().retainAll(stay);
    ages.keySet().retainAll(stay);
    stay.forEach(id -> ages.putIfAbsent(id, 0));
    return kept;
  }

  private static int[] all(int[] buffer, Step scored) {
    return IntStream.concat(Arrays.stream(buffer), Arrays.stream(scored.ids()))
        .distinct()
        .toArray();
  }

  /** What a network says of an image and of its mirror image: 0 if alike, 2 if opposite. */
  static double score(double[] one, double[] mirrored) {
    return 1 - Contrast.dot(Contrast.unit(one), Contrast.unit(mirrored));
  }

  private int[] byContrast(int[] buffer, Step scored) {
    for (int i = 0; i < scored.ids().length; i++) {
      float[] row = scored.outputs()[i];
      scores.put(
          scored.ids()[i],
          score(Rows.part(row, classes, width), Rows.part(row, 2 * classes + width, width)));
    }
    return inOrder(
        all(buffer, scored), Comparator.comparingDouble(id -> -scores.getOrDefault(id, 0.0)));
  }

  /** Keeps the first by a comparison, ties to the older, in the order in which they came. */
  private int[] inOrder(int[] ids, Comparator<Integer> by) {
    List<Integer> best = Arrays.stream(ids).boxed().sorted(by).limit(capacity).toList();
    return Arrays.stream(ids).filter(best::contains).toArray();
  }

  private int[] newest(int[] ids) {
    return Arrays.copyOfRange(ids, Math.max(0, ids.length - capacity), ids.length);
  }

  private int[] any(int[] ids, RandomStream random) {
    Map<Integer, Integer> places = new HashMap<>();
    int[] order = random.permutation(ids.length);
    for (int i = 0; i < ids.length; i++) {
      places.put(ids[i], order[i]);
    }
    return inOrder(ids, Comparator.comparingInt(places::get));
  }

  /** Every image that came by is in the buffer with the same probability. */
  private int[] reservoir(int[] buffer, Step scored) {
    List<Integer> kept = new ArrayList<>(Arrays.stream(buffer).boxed().toList());
    for (int id : scored.ids()) {
      arrived++;
      if (kept.contains(id)) {
        continue;
      }
      if (kept.size() < capacity) {
        kept.add(id);
      } else {
        int place = scored.random().split(id).nextInt((int) Math.min(Integer.MAX_VALUE, arrived));
        if (place < capacity) {
          kept.set(place, id);
        }
      }
    }
    return kept.stream().mapToInt(id -> id).toArray();
  }

  /** Greedily: each next one is that farthest from those taken; the first is the oldest. */
  private int[] farthestApart(Step scored) {
    int count = scored.ids().length;
    double[][] at = new double[count][];
    for (int i = 0; i < count; i++) {
      at[i] = Contrast.unit(Rows.part(scored.outputs()[i], classes, width));
    }
    double[] distance = new double[count];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    boolean[] taken = new boolean[count];
    int next = 0;
    for (int n = 0; n < Math.min(capacity, count); n++) {
      taken[next] = true;
      int last = next;
      next = -1;
      for (int i = 0; i < count; i++) {
        distance[i] = Math.min(distance[i], 1 - Contrast.dot(at[i], at[last]));
        boolean farther = !taken[i] && (next < 0 || distance[i] > distance[next]);
        next = farther ? i : next;
      }
    }
    return IntStream.range(0, count).filter(i -> taken[i]).map(i -> scored.ids()[i]).toArray();
  }

  /** Only the outputs behind the classes are compared, and learn. */
  @Override
  public Targets targets(Step step) {
    double[][] rows =
        Arrays.stream(step.outputs())
            .map(row -> Rows.part(row, classes, width))
            .toArray(double[][]::new);
    Contrast contrast = new Contrast(rows, temperature);
    double[][] slopes = new double[rows.length][classes + width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(contrast.slopes()[i], 0, slopes[i], classes, width);
    }
    return Targets.ofLoss(contrast.losses(), slopes);
  }

  @Override
  public Map<String, Double> measures() {
    double oldest = ages.values().stream().mapToInt(age -> age).max().orElse(0);
    Map<String, Double> measured =
        Map.of("scored-again", (double) scoredAgain, "greatest-age", oldest);
    scoredAgain = 0;
    return measured;
  }

  @Override
  public byte[] state() {
    return Bytes.of(
        out -> {
          out.writeLong(arrived);
          out.writeInt(ages.size());
          for (Map.Entry<Integer, Integer> entry : ages.entrySet()) {
            out.writeInt(entry.getKey());
            out.writeInt(entry.getValue());
            out.writeDouble(scores.getOrDefault(entry.getKey(), 0.0));
          }
        });
  }

  @Override
  public void restore(byte[] state) {
    ages.clear();
    scores.clear();
    Bytes.read(
        state,
        in -> {
          arrived = in.readLong();
          for (int left = in.readInt(); left > 0; left--) {
            int id = in.readInt();
            ages.put(id, in.readInt());
            scores.put(id, in.readDouble());
          }
        });
  }
}
