package org.neuronbench.reports.page;

import java.util.List;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.page.HtmlTable.Column;

/** Explains the page in plain words; the columns explain themselves. */
final class Glossary {

  private Glossary() {}

  static void write(Html html, Metrics metrics) {
    html.open("section", "id", "reading").element("h2", "How to read this");
    terms(html);
    ranking(html);
    differences(html);
    columns(html, "Columns of the rankings", RankingColumns.of(metrics));
    columns(html, "Columns of the cost ledger", Ledger.columns(metrics));
    html.closeBlock();
  }

  private static void terms(Html html) {
    html.element("h3", "Terms").open("dl");
    term(
        html,
        "Neuron",
        "One output channel of a convolution, or, for strategies that say so, one input channel. An"
            + " output channel has input channels per group x kernel height x kernel width weights,"
            + " and one more with a bias.");
    term(
        html,
        "Budget",
        "The most that a selection may cost: convolution parameters, or bytes or multiply-accumulates"
            + " where the ranking says so. Budgets of different cost models are never ranked together."
            + " Batch norm and the classifier lie outside of a budget; the cost ledger says how many"
            + " parameters that is.");
    term(
        html,
        "Oracle",
        "A strategy that was shown a signal which takes the gradient of everything. No budget would"
            + " allow that, so it is outside its budget, and is marked so wherever it is ranked.");
    term(
        html,
        "Cell",
        "One run: a model, a dataset, a strategy, a budget and a seed. The seed decides data order,"
            + " augmentation and the new classifier's first weights.");
    term(
        html,
        "Reference",
        "A strategy that uses no budget, such as 'full' (updates everything) and 'head-only' (updates"
            + " no convolution). References frame the others: what could be reached, and what comes"
            + " for free.");
    html.closeBlock();
  }

  private static void ranking(Html html) {
    html.element("h3", "How the ranking is done").open("ol");
    List.of(
            "Only strategies with the same model, dataset and budget are compared.",
            "Each strategy is represented by the mean, over its ok cells, of the test top-1 after the"
                + " last epoch. The best epoch plays no part.",
            "The highest mean has rank 1. Equal means share a rank, and the next rank is skipped.",
            "References are shown where their accuracy puts them, but have no rank. If a model and"
                + " dataset have no strategy with a budget, they are ranked among themselves.",
            "A strategy of which no cell ended ok comes last, with the reasons. If some cells failed,"
                + " the mean is over the others and n says how many.",
            "A rank is not a proof. The interval says how well a mean is known, 'Ranks' how far the"
                + " place depends on the seeds, and a tier holds what cannot be told apart. More"
                + " seeds make all three narrower. With one seed they are not available, not zero.",
            "What was not measured is called so; it is never a zero.")
        .forEach(rule -> html.element("li", rule));
    html.closeBlock();
  }

  private static void differences(Html html) {
    html.element("h3", "How differences are judged").open("dl");
    term(
        html,
        "Difference",
        "Mean, over the seeds that both have, of final top-1 minus that of the strategy it is compared"
            + " with, in percentage points, with its 95 % interval (paired t).");
    term(
        html,
        "p (Holm)",
        "How often chance alone would make a difference as large: two-sided paired t test, corrected"
            + " for the number of comparisons in the group (Holm).");
    term(
        html,
        "Effect g",
        "Hedges' g: the mean difference in standard deviations of the differences, corrected for few"
            + " seeds. 0.2 is called small, 0.8 large.");
    term(
        html,
        "Average rank, critical difference",
        "The rank on each dataset, averaged (Friedman). Strategies are told apart if their averages"
            + " differ by the critical difference (Nemenyi, level 5 %).");
    term(
        html,
        "Overlap",
        "Jaccard index of two choices of neurons: those in both over those in either. 0 is nothing in"
            + " common, 1 the same neurons.");
    html.closeBlock();
  }

  private static void columns(Html html, String title, List<? extends Column<?>> columns) {
    html.element("h3", title).open("dl");
    columns.forEach(column -> term(html, column.title(), column.explanation()));
    html.closeBlock();
  }

  private static void term(Html html, String term, String explanation) {
    html.element("dt", term).element("dd", explanation);
  }
}
