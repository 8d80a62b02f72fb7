package org.neuronbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Unit;

class WireTest {

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("wire");
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void aNetworkMadeAnewSaysTheSame(Unit unit) {
    Network network = Networks.resNet18().in(unit);
    Network copy = Wire.copy(network);
    assertThat(copy.layers()).isEqualTo(network.layers());
    assertThat(copy.layers().get(3)).isNotSameAs(network.layers().get(3));
    assertThat(copy.layers().get(3).place()).isNotSameAs(network.layers().get(3).place());
  }

  @Test
  void aTaskArrivesAsItWasSent() throws IOException {
    Trial sent =
        Trial.ordinary(Networks.depthwiseOnly(), Map.of("mu", 0.5))
            .withBudget(new Budget(CostModel.suInt8(3), 77))
            .withMeasuring(Measuring.SOME_NANS);
    Wire.writeTasks(file(), List.of(new Wire.Task(Locale.forLanguageTag("tr-TR"), sent)));
    Wire.Task read = Wire.readTasks(file()).get(0);
    assertThat(read.locale()).isEqualTo(Locale.forLanguageTag("tr-TR"));
    assertThat(read.trial().network().layers()).isEqualTo(sent.network().layers());
    assertThat(read.trial().withNetwork(sent.network()))
        .isEqualTo(sent.withParameters(Map.of("mu", "0.5")));
  }

  @Test
  void outcomesArriveAsTheyWereSent() throws IOException {
    List<Outcome> sent =
        List.of(
            new Outcome("p", List.of(BitSet.valueOf(new long[] {5}), new BitSet()), "", true),
            new Outcome("", List.of(), "threw up", false));
    Wire.writeOutcomes(file(), sent);
    assertThat(Wire.readOutcomes(file())).isEqualTo(sent);
  }

  /** A strategy ran there: whatever it may have written must not get further than here. */
  @Test
  void whatIsNoOutcomeIsRefused() throws IOException {
    List<Outcome> sent =
        List.of(new Outcome("p", List.of(BitSet.valueOf(new long[] {5})), "", true));
    Wire.writeOutcomes(file(), sent);
    byte[] whole = Files.readAllBytes(file());
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x10;
      Files.write(file(), flipped);
      try {
        Wire.readOutcomes(file()).forEach(o -> o.difference(sent.get(0)));
      } catch (IOException refused) {
        assertThat(refused).hasMessageNotContaining("ClassCast");
      }
    }
    Files.write(file(), java.util.Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> Wire.readOutcomes(file())).isInstanceOf(IOException.class);
  }
}
