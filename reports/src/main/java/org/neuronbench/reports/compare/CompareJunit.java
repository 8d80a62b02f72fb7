package org.neuronbench.reports.compare;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.neuronbench.core.Text;
import org.neuronbench.reports.text.Escape;

/**
 * A comparison as JUnit XML, which CI services show as tests: a suite per model, dataset and
 * budget, a case per strategy. Worse, undecided and missing fail; if lenient, only worse does.
 */
public final class CompareJunit {

  private static final String NO_TIME = "0";

  private final XMLStreamWriter xml;
  private final boolean lenient;

  private CompareJunit(XMLStreamWriter xml, boolean lenient) {
    this.xml = xml;
    this.lenient = lenient;
  }

  /** Renders a comparison. */
  public static String render(Comparison comparison, boolean lenient) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      new CompareJunit(xml, lenient).write(comparison);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Text can always be written", e);
    }
    return out.toString();
  }

  private void write(Comparison comparison) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line();
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "neuronbench compare");
    totals(comparison.entries());
    line();
    for (Map.Entry<String, List<EntryComparison>> group :
        CompareText.groups(comparison).entrySet()) {
      suite(group.getKey(), group.getValue());
    }
    xml.writeEndElement();
    line();
    xml.writeEndDocument();
  }

  private void suite(String name, List<EntryComparison> entries) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", Escape.terminal(name));
    totals(entries);
    xml.writeAttribute("skipped", count(entries.stream().filter(this::skipped).count()));
    line();
    for (EntryComparison entry : entries) {
      test(name, entry);
    }
    xml.writeEndElement();
    line();
  }

  private void test(String group, EntryComparison entry) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", Escape.terminal(group));
    xml.writeAttribute("name", Escape.terminal(entry.strategy()));
    xml.writeAttribute("time", NO_TIME);
    if (failed(entry)) {
      xml.writeStartElement("failure");
      xml.writeAttribute("type", entry.verdict().id());
      xml.writeAttribute("message", Escape.terminal(entry.reason()));
      xml.writeCharacters(details(entry));
      xml.writeEndElement();
    } else if (skipped(entry)) {
      xml.writeStartElement("skipped");
      xml.writeCharacters(Escape.terminal(entry.verdict().id() + ": " + entry.reason()));
      xml.writeEndElement();
    }
    xml.writeStartElement("system-out");
    xml.writeCharacters(details(entry));
    xml.writeEndElement();
    xml.writeEndElement();
    line();
  }

  private void totals(List<EntryComparison> entries) throws XMLStreamException {
    xml.writeAttribute("tests", count(entries.size()));
    xml.writeAttribute("failures", count(entries.stream().filter(this::failed).count()));
    xml.writeAttribute("errors", count(0));
    xml.writeAttribute("time", NO_TIME);
  }

  private boolean failed(EntryComparison entry) {
    return entry.verdict() == Verdict.WORSE || (!lenient && open(entry));
  }

  private boolean skipped(EntryComparison entry) {
    return lenient && open(entry);
  }

  private static boolean open(EntryComparison entry) {
    return entry.verdict() == Verdict.UNDECIDED || entry.verdict() == Verdict.MISSING;
  }

  private static String details(EntryComparison entry) {
    String accuracy =
        entry
            .accuracy()
            .map(
                change ->
                    Text.format(
                        "%s %% -> %s %%, change %s points, 90 %% interval %s, p %s, %s",
                        Texts.fixed(change.baseline(), 2),
                        Texts.fixed(change.current(), 2),
                        Texts.signed(change.change(), 2),
                        CompareText.interval(change.interval()),
                        CompareText.p(change),
                        Texts.counted(change.seeds(), "seed", "seeds")))
            .orElse("no accuracy to compare");
    String notes = entry.notes().isEmpty() ? "" : "; " + String.join("; ", entry.notes());
    return Escape.terminal(
        Text.format("%s: %s (%s)%s", entry.verdict().id(), accuracy, entry.reason(), notes));
  }

  private static String count(long value) {
    return String.valueOf(value);
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }
}
