package org.neuronbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlTest {

  @Test
  void escapesTextAndAttributes() {
    String page = new Html().element("p", "a<b", "title", "\"'>").finish();
    assertThat(page).isEqualTo("<!DOCTYPE html>\n<p title=\"&quot;&#39;&gt;\">a&lt;b</p>\n");
  }

  @Test
  void letsNamesBreakAfterPunctuation() {
    assertThat(new Html().name("a(b=<c>)").name("").finish())
        .contains("<bdi>a(<wbr>b=<wbr>&lt;c&gt;)</bdi><bdi></bdi>");
  }

  @Test
  void closesInOrder() {
    assertThat(new Html().open("ul").open("li").close().close().finish())
        .contains("<ul><li></li></ul>");
  }

  @Test
  void refusesToFinishWithOpenElements() {
    Html html = new Html().open("ul");
    assertThatThrownBy(html::finish).hasMessage("Elements left open: [ul]");
  }
}
