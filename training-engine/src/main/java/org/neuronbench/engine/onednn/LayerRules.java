package org.neuronbench.engine.onednn;

import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.neuronbench.spi.ConvolutionLayer;

/** Which settings of a layer can be lowered; each check names the layer it refuses. */
final class LayerRules {

  private LayerRules() {}

  static void check(String name, LayerVertex vertex) {
    Layer layer = vertex.getLayerConf().getLayer();
    if (layer.getIDropout() != null) {
      throw new UnsupportedLayerException(name, "dropout");
    }
    InputPreProcessor before = vertex.getPreProcessor();
    if (before != null && !(before instanceof CnnToFeedForwardPreProcessor)) {
      throw new UnsupportedLayerException(name, before.getClass().getSimpleName());
    }
  }

  /** Subclasses of the convolution layer compute something else, all but the depthwise one. */
  static void checkConvolution(
      String name,
      org.deeplearning4j.nn.conf.layers.ConvolutionLayer convolution,
      ConvolutionLayer layer) {
    Class<?> type = convolution.getClass();
    if (type != org.deeplearning4j.nn.conf.layers.ConvolutionLayer.class
        && type != DepthwiseConvolution2D.class) {
      throw new UnsupportedLayerException(name, type.getSimpleName());
    }
    int[] dilation = convolution.getDilation();
    if (dilation[0] != 1 || dilation[1] != 1) {
      throw new UnsupportedLayerException(name, "dilated convolution");
    }
    if (layer.groups() > 1 && layer.outputChannels() != layer.groups()) {
      throw new UnsupportedLayerException(name, "depthwise convolution with multiplier");
    }
  }

  static void checkPooling(String name, SubsamplingLayer layer) {
    var type = layer.getPoolingType();
    boolean known =
        type == org.deeplearning4j.nn.conf.layers.PoolingType.MAX
            || type == org.deeplearning4j.nn.conf.layers.PoolingType.AVG;
    int[] dilation = layer.getDilation();
    if (!known || dilation[0] != 1 || dilation[1] != 1) {
      throw new UnsupportedLayerException(name, known ? "dilated pooling" : type + " pooling");
    }
    if (layer.isAvgPoolIncludePadInDivisor()) {
      throw new UnsupportedLayerException(name, "average pooling that counts the padding");
    }
  }

  static void checkHead(String name, OutputLayer layer) {
    if (!(layer.getActivationFn() instanceof ActivationSoftmax)
        || !(layer.getLossFn() instanceof LossMCXENT)) {
      throw new UnsupportedLayerException(name, "output without softmax cross-entropy");
    }
  }

  static Activation activation(String name, IActivation function) {
    if (function instanceof ActivationIdentity) {
      return Activation.NONE;
    }
    if (function instanceof ActivationReLU6) {
      return Activation.RELU6;
    }
    if (function.equals(new ActivationReLU())) {
      return Activation.RELU;
    }
    throw new UnsupportedLayerException(name, function.getClass().getSimpleName());
  }
}
