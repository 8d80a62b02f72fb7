package org.neuronbench.reports.leaderboard;

import java.util.BitSet;

/** A set of neurons that is made once and compared often: {@link BitSet} copies to compare. */
final class NeuronSet {

  private final long[] words;
  private final int size;

  private NeuronSet(BitSet set) {
    words = set.toLongArray();
    size = set.cardinality();
  }

  static NeuronSet of(BitSet set) {
    return new NeuronSet(set);
  }

  int size() {
    return size;
  }

  /** How many neurons are in both. */
  int common(NeuronSet other) {
    int common = 0;
    for (int i = Math.min(words.length, other.words.length) - 1; i >= 0; i--) {
      common += Long.bitCount(words[i] & other.words[i]);
    }
    return common;
  }
}
