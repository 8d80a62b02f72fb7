package org.neuronbench.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComplaintTest {

  @Test
  void isTheLastLineOfAPythonTraceback() {
    assertThat(
            Complaint.in(
                """
                Traceback (most recent call last):
                  File "pytorch_contestant.py", line 7, in <module>
                    import torch
                ModuleNotFoundError: No module named 'torch'
                """))
        .contains("ModuleNotFoundError: No module named 'torch'");
  }

  @Test
  void isTheCauseOfAJavaException() {
    assertThat(
            Complaint.in(
                """
                java.lang.IllegalStateException: the session broke
                \tat org.neuronbench.Main.main(Main.java:1)
                Caused by: java.lang.OutOfMemoryError: Java heap space
                \t... 3 more
                """))
        .contains("Caused by: java.lang.OutOfMemoryError: Java heap space");
  }

  @Test
  void ofSilenceThereIsNone() {
    assertThat(Complaint.in("\n")).isEmpty();
  }
}
