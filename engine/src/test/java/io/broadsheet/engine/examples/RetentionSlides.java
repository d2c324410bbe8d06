package io.broadsheet.engine.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/// The numbers on the talk's slides; `retention_slides.csv` says which talk.
final class RetentionSlides {
    /// One printed percentage, and the people of its cohort.
    record Cell(String table, LocalDate week, long size, int offset, BigDecimal percent) {}

    private RetentionSlides() {}

    static List<Cell> cells(String table) {
        return all().stream().filter(c -> c.table().equals(table)).toList();
    }

    static List<Cell> all() {
        try (InputStream in =
                Objects.requireNonNull(RetentionSlides.class.getResourceAsStream("/examples/retention_slides.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("cohort_table"))
                    .map(line -> List.of(line.split(",", -1)))
                    .map(f -> new Cell(
                            f.get(0),
                            LocalDate.parse(f.get(1)),
                            Long.parseLong(f.get(2)),
                            Integer.parseInt(f.get(3)),
                            new BigDecimal(f.get(4))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
