package org.neuronbench.models.imports;

import java.util.List;
import org.neuronbench.core.Text;

/**
 * What became of every tensor of an imported file. Counters are batch norm's, which no network here
 * needs; unused is what the network does not have, missing what the file does not have: the
 * classifier's tensors or none.
 */
public record ImportReport(
    String network,
    String naming,
    List<String> used,
    List<String> counters,
    List<String> unused,
    List<String> missing,
    List<String> remarks) {

  public ImportReport {
    used = List.copyOf(used);
    counters = List.copyOf(counters);
    unused = List.copyOf(unused);
    missing = List.copyOf(missing);
    remarks = List.copyOf(remarks);
  }

  public String summary() {
    return Text.format(
        "%s, %s names: %d tensors used, %d unused%s, %d missing",
        network,
        naming,
        used.size(),
        unused.size(),
        counters.isEmpty()
            ? ""
            : Text.format(" (besides %d counters of batch norm)", counters.size()),
        missing.size());
  }

  public String full() {
    StringBuilder text = new StringBuilder(summary()).append('\n');
    remarks.forEach(remark -> text.append("  ").append(remark).append('\n'));
    section(text, "used", used);
    section(text, "unused, as known: batch norm's counters", counters);
    section(text, "unused", unused);
    section(text, "missing: the classifier, which experiments replace", missing);
    return text.toString();
  }

  private static void section(StringBuilder text, String title, List<String> tensors) {
    if (!tensors.isEmpty()) {
      text.append('\n').append(Text.format("%s (%d)%n", title, tensors.size()));
      tensors.forEach(tensor -> text.append("  ").append(tensor).append('\n'));
    }
  }
}
