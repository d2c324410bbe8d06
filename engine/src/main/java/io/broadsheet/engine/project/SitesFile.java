package io.broadsheet.engine.project;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.SourceReader;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The list of sites in a CSV file. A line that can't be used is a problem; the others are sites.
final class SitesFile {
    private static final int MOST_RESTARTS = 200;

    private final SourceText text;
    private final SiteRows rows;
    private final Problems problems;
    private final List<String> header = new ArrayList<>();

    private SitesFile(Path folder, SourceText text, ProjectFile defaults, Problems problems) {
        this.text = text;
        this.rows = new SiteRows(folder, defaults, problems);
        this.problems = problems;
    }

    static List<Site> read(Path folder, SourceText text, ProjectFile defaults, Problems problems) {
        return new SitesFile(folder, text, defaults, problems).read();
    }

    /// Reads the file that broadsheet.yaml names; empty where it names a query.
    static Optional<List<Site>> readListed(Path folder, ProjectFile file, Problems problems) {
        if (!(file.sites() instanceof SitesSpec.File listed)) {
            return Optional.empty();
        }
        Path path = folder.resolve(listed.path());
        if (!Files.isRegularFile(path)) {
            problems.add(
                    ProblemCode.UNREADABLE_FILE,
                    listed.span(),
                    "there is no file " + listed.path(),
                    "It lists the sites: id, name, locale, timezone, currency, recipients");
            return Optional.of(List.of());
        }
        return Optional.of(SourceReader.read(path, listed.path(), problems)
                .map(text -> read(folder, text, file, problems))
                .orElse(List.of()));
    }

    private List<Site> read() {
        int line = 1;
        for (int i = 0; i < MOST_RESTARTS && line > 0; i++) {
            line = readFrom(line);
        }
        if (header.isEmpty() && problems.isEmpty()) {
            problems.add(
                    ProblemCode.BAD_SITE,
                    text.span(0, 0),
                    "the list of sites is empty",
                    "Its first line names the columns: " + String.join(",", SiteRows.COLUMNS));
        }
        return rows.list();
    }

    /// Reads records from a 1-based line on.
    ///
    /// @return the line to go on at, where a quote that is not closed swallowed lines; 0 at the end
    private int readFrom(int first) {
        String rest = text.text().substring(text.lineStart(first));
        int line = first;
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(true)
                .ofCsvRecord(rest)) {
            for (CsvRecord csvRecord : csv) {
                line = first + (int) csvRecord.getStartingLineNumber() - 1;
                boolean several = csvRecord.getFields().stream().anyMatch(f -> f.indexOf('\n') >= 0);
                if (!take(csvRecord, line, several)) {
                    return several ? line + 1 : 0;
                }
                line += several ? String.join("", csvRecord.getFields()).split("\n", -1).length : 1;
            }
            return 0;
        } catch (CsvParseException e) {
            problems.add(
                    ProblemCode.BAD_SITE,
                    whole(line),
                    "the line can't be read as CSV",
                    "Put a value with a comma or a quote into quotes, and write a quote within quotes twice");
            return line < text.lineCount() ? line + 1 : 0;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Span whole(int line) {
        return text.span(text.lineStart(line), text.line(line).length());
    }

    /// Whether reading goes on behind this record.
    private boolean take(CsvRecord csvRecord, int line, boolean several) {
        Span at = whole(line);
        if (header.isEmpty()) {
            csvRecord.getFields().forEach(f -> header.add(f.strip().toLowerCase(Locale.ROOT)));
            return rows.accepts(header, at);
        }
        if (csvRecord.getFieldCount() == header.size()) {
            rows.add(row(header, csvRecord), at);
            return true;
        }
        problems.add(
                ProblemCode.BAD_SITE,
                at,
                several
                        ? "a quote of this line is not closed"
                        : "the line has " + csvRecord.getFieldCount() + " values, the header " + header.size(),
                several ? "Close it, or write a quote within quotes twice" : "Put a value with a comma into quotes");
        return !several;
    }

    private static Map<String, String> row(List<String> header, CsvRecord csvRecord) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            row.put(header.get(i), csvRecord.getField(i));
        }
        return row;
    }
}
