package org.neuronbench.reports.csv;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads CSV files back as any other program would. */
public final class CsvFiles {

  private CsvFiles() {}

  public static List<CSVRecord> rows(Path file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader in = Files.newBufferedReader(file);
        CSVParser parser = format.parse(in)) {
      return parser.getRecords();
    }
  }

  static String header(Path file) throws IOException {
    return Files.readAllLines(file).get(0);
  }
}
