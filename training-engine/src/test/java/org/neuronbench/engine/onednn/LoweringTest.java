package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.ParameterLayout;
import org.neuronbench.engine.TestGraphs;

/** What cannot be lowered is named, and runs on the other engine. */
class LoweringTest {

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(new Upsampling2D.Builder(2).build(), "Upsampling2D"),
        Arguments.of(new DropoutLayer.Builder(0.5).build(), "dropout"),
        Arguments.of(
            new ActivationLayer(org.nd4j.linalg.activations.Activation.TANH), "ActivationLayer"),
        Arguments.of(
            new Deconvolution2D.Builder(2, 2).stride(2, 2).nOut(8).build(), "Deconvolution2D"),
        Arguments.of(
            new ConvolutionLayer.Builder(3, 3).dilation(2, 2).nOut(8).build(),
            "dilated convolution"),
        Arguments.of(new ConvolutionLayer.Builder(3, 3).dropOut(0.8).nOut(8).build(), "dropout"),
        Arguments.of(
            new DepthwiseConvolution2D.Builder(3, 3).depthMultiplier(2).nOut(32).build(),
            "depthwise convolution with multiplier"),
        Arguments.of(
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.PNORM)
                .pnorm(2)
                .kernelSize(2, 2)
                .build(),
            "PNORM pooling"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void namesTheLayerItCannotLower(Layer layer, String what) {
    GraphModel model = TestGraphs.with(layer);
    ParameterLayout layout = new ParameterLayout(model.prototype(), model.network());
    assertThatThrownBy(
            () -> Lowering.lower(model.prototype().getConfiguration(), layout, TestGraphs.SIZE))
        .isInstanceOf(UnsupportedLayerException.class)
        .hasMessage("layer odd (%s)", what);
  }

  @Test
  void fallsBackToTheOtherEngineAndSaysSo() {
    GraphModel model = TestGraphs.with(new Upsampling2D.Builder(2).build());
    try (TrainingSession session =
        new OnednnEngine().open(model, TestGraphs.settings(BatchNormMode.FROZEN, 0, 0))) {
      assertThat(session).isNotInstanceOf(OnednnSession.class);
      assertThat(session.engine().engine()).isEqualTo("dl4j");
      assertThat(session.engine().fallback().orElseThrow()).startsWith("onednn cannot lower layer");
    }
  }
}
