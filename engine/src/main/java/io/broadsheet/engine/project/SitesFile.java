package io.broadsheet.engine.project;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.source.SourceText;
import io.broadsheet.engine.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The list of sites in a CSV file.
final class SitesFile {
    private SitesFile() {}

    static List<Site> read(SourceText text, ProjectFile defaults, Problems problems) {
        SiteRows rows = new SiteRows(defaults, problems);
        List<String> header = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(text.text())) {
            for (CsvRecord csvRecord : csv) {
                int line = (int) csvRecord.getStartingLineNumber();
                Span at = text.span(text.lineStart(line), text.line(line).length());
                if (header.isEmpty()) {
                    csvRecord.getFields().forEach(f -> header.add(f.strip().toLowerCase(Locale.ROOT)));
                    if (!rows.accepts(header, at)) {
                        return List.of();
                    }
                } else if (csvRecord.getFieldCount() != header.size()) {
                    problems.add(
                            ProblemCode.BAD_SITE,
                            at,
                            "the line has " + csvRecord.getFieldCount() + " fields, the header " + header.size(),
                            "Put a value with a comma into quotes");
                } else {
                    rows.add(row(header, csvRecord), at);
                }
            }
        } catch (CsvParseException e) {
            problems.add(
                    ProblemCode.BAD_SITE, text.span(0, 0), "the list of sites can't be read as CSV: " + e.getMessage());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return rows.list();
    }

    private static Map<String, String> row(List<String> header, CsvRecord csvRecord) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            row.put(header.get(i), csvRecord.getField(i));
        }
        return row;
    }
}
