package org.neuronbench.core.plugins;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuronbench.core.Text;
import org.neuronbench.spi.NeuronSelectionStrategy;

/** Words what came out of a plug-in's code, so that its author knows what to mend. */
public final class PluginFault {

  private static final String SPI = NeuronSelectionStrategy.class.getPackageName() + ".";
  private static final Pattern CLASS_FILE = Pattern.compile("class file version (\\d{1,4})");
  private static final int LONGEST_PLACE = 300;
  private static final int CLASS_FILE_OF_JAVA_0 = 44;
  private static final Pattern MEMBER = Pattern.compile("([\\w.$]+)\\.[\\w$<>]+\\(");

  private PluginFault() {}

  /** Turns what was thrown into text; to be called on the plug-in's thread. */
  @SuppressWarnings("IllegalCatch") // memory may run out once more
  static PluginFailure failure(Throwable thrown) {
    try {
      Throwable fault =
          Thrown.chain(thrown).stream().filter(t -> !isWrapper(t)).findFirst().orElse(thrown);
      return new PluginFailure(
          kind(fault), words(fault), Thrown.message(fault), Thrown.trace(fault));
    } catch (Throwable t) {
      return new PluginFailure(kind(thrown), "threw " + thrown.getClass().getName());
    }
  }

  /** A constructor's exception, and that of another thread, comes wrapped. */
  private static boolean isWrapper(Throwable thrown) {
    return thrown instanceof ExecutionException || thrown instanceof InvocationTargetException;
  }

  private static PluginFailure.Kind kind(Throwable fault) {
    if (fault instanceof OutOfMemoryError) {
      return PluginFailure.Kind.OUT_OF_MEMORY;
    }
    return fault instanceof IllegalArgumentException
        ? PluginFailure.Kind.REFUSED
        : PluginFailure.Kind.OTHER;
  }

  /** Words a fault, to be read after the name of the jar or strategy. */
  public static String words(Throwable fault) {
    if (fault instanceof UnsupportedClassVersionError) {
      return newerJava(fault);
    }
    if (fault instanceof PluginClassLoader.Halts) {
      return Thrown.message(fault);
    }
    if (fault instanceof ClassFormatError) {
      return "holds a damaged class: " + brief(fault);
    }
    if (fault instanceof ExceptionInInitializerError || isUninitialised(fault)) {
      List<Throwable> chain = Thrown.chain(fault);
      return "failed to initialise a class: " + thrown(chain.get(chain.size() - 1));
    }
    if (fault instanceof LinkageError || fault instanceof ClassNotFoundException) {
      return unlinked(fault);
    }
    if (fault instanceof StackOverflowError) {
      return "called itself without end: " + thrown(fault);
    }
    if (fault instanceof OutOfMemoryError) {
      return Text.format(
          "ran out of memory: %s; give Java more with NEURONBENCH_JAVA_OPTS=-Xmx8g",
          Thrown.message(fault));
    }
    return "threw " + thrown(fault);
  }

  /** Words that a plug-in and this harness do not share a version of the SPI, to be read so too. */
  public static String otherSpi(String what) {
    return Text.format(
        "was built against another version of the SPI, this is %s: %s; build it against %1$s,"
            + " or use the Neuronbench it was built for",
        SpiVersion.current(), what);
  }

  private static String newerJava(Throwable fault) {
    Matcher version = CLASS_FILE.matcher(Thrown.message(fault));
    int java = version.find() ? Integer.parseInt(version.group(1)) - CLASS_FILE_OF_JAVA_0 : 0;
    return Text.format(
        "needs Java %s, this is Java %d; build it with --release %2$d",
        java == 0 ? "newer" : java, Runtime.version().feature());
  }

  /** What the second use of a class throws whose static initialiser failed. */
  private static boolean isUninitialised(Throwable fault) {
    return fault instanceof NoClassDefFoundError
        && Thrown.message(fault).startsWith("Could not init");
  }

  private static String unlinked(Throwable fault) {
    if (isOfSpi(fault)) {
      return otherSpi(brief(fault));
    }
    if (fault instanceof NoClassDefFoundError || fault instanceof ClassNotFoundException) {
      return Text.format(
          "lacks the class %s; put the library into the jar, or both into a folder of their"
              + " own: of Neuronbench a plug-in sees the SPI only",
          Thrown.message(fault).replace('/', '.'));
    }
    return Text.format(
        "does not fit a library that it uses, or the SPI (this is %s), being built against another"
            + " version: %s; build it against what it runs with",
        SpiVersion.current(), brief(fault));
  }

  /** Says whether what is missing belongs to the SPI; arguments of that type do not count. */
  private static boolean isOfSpi(Throwable fault) {
    String message = Thrown.message(fault).replace('/', '.');
    if (fault instanceof AbstractMethodError && lacksMethodOfSpi(message)) {
      return true;
    }
    if (fault instanceof NoSuchMethodError) {
      Matcher member = MEMBER.matcher(message);
      return member.find() && isSpi(member.group(1));
    }
    return message.contains(SPI);
  }

  /** The virtual machine names the method that is missing, but not whose it is. */
  private static boolean lacksMethodOfSpi(String message) {
    return Arrays.stream(NeuronSelectionStrategy.class.getMethods())
        .anyMatch(method -> message.contains("." + method.getName() + "("));
  }

  private static String brief(Throwable fault) {
    return Thrown.type(fault) + ": " + Thrown.message(fault);
  }

  private static String thrown(Throwable fault) {
    return Thrown.text(fault) + place(Thrown.frames(fault));
  }

  /** The author's own line says most: not that of the Java platform or the SPI that it called. */
  static String place(List<StackTraceElement> frames) {
    return frames.stream()
        .filter(frame -> frame.getModuleName() == null && !isSpi(frame.getClassName()))
        .findFirst()
        .map(PluginFault::words)
        .orElse("");
  }

  private static String words(StackTraceElement frame) {
    String method = frame.getClassName() + "." + frame.getMethodName();
    String line = frame.getFileName() + ":" + frame.getLineNumber();
    return PluginText.line(" at " + method + "(" + line + ")", LONGEST_PLACE);
  }

  private static boolean isSpi(String type) {
    return type.startsWith(SPI);
  }
}
