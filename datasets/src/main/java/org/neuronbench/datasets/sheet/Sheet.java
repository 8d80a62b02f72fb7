package org.neuronbench.datasets.sheet;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.files.DurableFiles;

/** Squares in rows, each with a caption below. */
final class Sheet {

  private static final int GAP = 6;
  private static final int CAPTION = 16;
  private static final int FONT_SIZE = 11;

  private final int edge;
  private final int columns;

  /** A picture and its caption. */
  record Tile(String caption, byte[] pixels) {}

  Sheet(int edge, int columns) {
    this.edge = edge;
    this.columns = columns;
  }

  BufferedImage draw(List<Tile> tiles) {
    int shown = Math.min(columns, tiles.size());
    int rows = (tiles.size() + columns - 1) / columns;
    BufferedImage image =
        new BufferedImage(
            GAP + shown * (edge + GAP), GAP + rows * cell(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setColor(Color.BLACK);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
    for (int i = 0; i < tiles.size(); i++) {
      draw(
          graphics,
          image,
          tiles.get(i),
          GAP + i % columns * (edge + GAP),
          GAP + i / columns * cell());
    }
    graphics.dispose();
    return image;
  }

  private int cell() {
    return edge + CAPTION + GAP;
  }

  private void draw(Graphics2D graphics, BufferedImage image, Tile tile, int left, int top) {
    byte[] pixels = tile.pixels();
    for (int i = 0; i < edge * edge; i++) {
      int rgb =
          ((pixels[3 * i] & 0xFF) << 16)
              | ((pixels[3 * i + 1] & 0xFF) << 8)
              | (pixels[3 * i + 2] & 0xFF);
      image.setRGB(left + i % edge, top + i / edge, rgb);
    }
    String caption = shortened(tile.caption(), graphics.getFontMetrics());
    graphics.drawString(caption, left, top + edge + FONT_SIZE + 1);
  }

  private String shortened(String text, FontMetrics metrics) {
    String cut = text;
    while (cut.length() > 1 && metrics.stringWidth(cut) > edge) {
      cut = cut.substring(0, cut.length() - 2) + "…";
    }
    return cut;
  }

  static void write(BufferedImage image, Path file) {
    Path target = file.toAbsolutePath();
    try {
      Path folder = Objects.requireNonNull(target.getParent());
      Files.createDirectories(folder);
      DurableFiles.write(target, png -> ImageIO.write(image, "png", png.toFile()));
    } catch (IOException e) {
      throw new InputException(
          Text.format(
              "Cannot write %s: %s. Choose a file in a folder you may write to.",
              target, e.getMessage()),
          e);
    }
  }
}
