package org.neuronbench.reports.leaderboard;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How much two choices of neurons have in common: the Jaccard index, neurons in both over neurons
 * in either, from 0 (none) to 1 (the same). Two empty choices have none, so they do not count. (P.
 * Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11, 1912.)
 */
final class Overlap {

  private Overlap() {}

  static OptionalDouble of(BitSet a, BitSet b) {
    return of(NeuronSet.of(a), NeuronSet.of(b));
  }

  private static OptionalDouble of(NeuronSet a, NeuronSet b) {
    int common = a.common(b);
    int either = a.size() + b.size() - common;
    return either == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) common / either);
  }

  /** The mean over the pairs of seeds and the epochs of one strategy; empty with one seed. */
  static OptionalDouble betweenSeeds(List<ChosenNeurons> cells) {
    return IntStream.range(0, cells.size())
        .boxed()
        .flatMapToDouble(
            i ->
                IntStream.range(i + 1, cells.size())
                    .boxed()
                    .flatMapToDouble(j -> alongEpochs(cells.get(i), cells.get(j))))
        .average();
  }

  /** The mean over the seeds that both ran and the epochs; empty if they share no seed or unit. */
  static OptionalDouble betweenStrategies(List<ChosenNeurons> a, List<ChosenNeurons> b) {
    return a.stream()
        .flatMapToDouble(
            one ->
                b.stream()
                    .filter(other -> other.seed() == one.seed())
                    .flatMapToDouble(other -> alongEpochs(one, other)))
        .average();
  }

  /** The mean over successive epochs: 1 if the choice never changes; empty with one epoch. */
  static OptionalDouble betweenEpochs(List<ChosenNeurons> cells) {
    return cells.stream()
        .map(ChosenNeurons::epochs)
        .flatMapToDouble(
            epochs ->
                IntStream.range(1, epochs.size())
                    .mapToObj(i -> of(epochs.get(i - 1), epochs.get(i)))
                    .flatMapToDouble(OptionalDouble::stream))
        .average();
  }

  /** Choices of different units have nothing in common that could be counted. */
  private static DoubleStream alongEpochs(ChosenNeurons a, ChosenNeurons b) {
    if (!a.unit().equals(b.unit())) {
      return DoubleStream.empty();
    }
    return IntStream.range(0, Math.min(a.epochs().size(), b.epochs().size()))
        .mapToObj(epoch -> of(a.epochs().get(epoch), b.epochs().get(epoch)))
        .flatMapToDouble(OptionalDouble::stream);
  }
}
