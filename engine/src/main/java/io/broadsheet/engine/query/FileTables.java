package io.broadsheet.engine.query;

import io.broadsheet.engine.project.SourceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The tables of a folder of files: CSV, gzipped CSV and Parquet, each named after its file.
final class FileTables {
    /// How many rows types are guessed from.
    static final int SAMPLE = 100_000;

    private static final Pattern FILE =
            Pattern.compile("([^.].*?)\\.(csv|csv\\.gz|tsv|tsv\\.gz|parquet)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CREATED = Pattern.compile(
            "(?i)\\bcreate\\s+(?:or\\s+replace\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?\"?([\\p{L}][\\p{L}\\p{N}_]*)\"?");

    private static final Pattern PATTERN_CHARACTER = Pattern.compile("[*?\\[]");

    private FileTables() {}

    /// The names of a folder's tables: of the files that are there, and of those that its script makes.
    static List<String> names(SourceSpec source) {
        if (!(source instanceof SourceSpec.FileFolder folder)) {
            return List.of();
        }
        List<String> names = new ArrayList<>(files(folder.folder()).keySet());
        folder.make().ifPresent(make -> {
            for (String made : madeBy(make.script())) {
                if (!names.contains(made)) {
                    names.add(made);
                }
            }
        });
        return names;
    }

    /// Why a source has no tables, and what to do.
    static String none(SourceSpec.FileFolder source, Path project) {
        String folder = project.relativize(source.folder()).toString();
        return "The folder " + folder + " of source '" + source.name() + "' "
                + (Files.isDirectory(source.folder()) ? "has no data files" : "is not there")
                + ". Put CSV or Parquet files in it: visits.csv becomes the table visits";
    }

    private static List<String> madeBy(Path script) {
        List<String> names = new ArrayList<>();
        try {
            Matcher m = CREATED.matcher(Files.readString(script));
            while (m.find()) {
                names.add(m.group(1));
            }
        } catch (IOException e) {
            // The script's absence is said where it is run.
            return List.of();
        }
        return names;
    }

    /// A folder's files by table name.
    static Map<String, Path> files(Path folder) {
        Map<String, Path> files = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> tableName(file).ifPresent(name -> files.putIfAbsent(name, file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static Optional<String> tableName(Path file) {
        Matcher m = FILE.matcher(String.valueOf(file.getFileName()));
        return m.matches() ? Optional.of(m.group(1).replaceAll("[^\\p{L}\\p{N}_]", "_")) : Optional.empty();
    }

    /// Another name for the file where DuckDB would take its own for a pattern.
    ///
    /// @param links a folder for such names
    static Path plain(Path file, Path links) throws IOException {
        if (!PATTERN_CHARACTER.matcher(file.toString()).find()) {
            return file;
        }
        Files.createDirectories(links);
        String name =
                PATTERN_CHARACTER.matcher(String.valueOf(file.getFileName())).replaceAll("_");
        return Files.createSymbolicLink(links.resolve(name), file);
    }

    /// What a text file's dialect and types are asked of.
    ///
    /// @param more further options, each after a comma
    static String sniff(Path file, String more) {
        return "sniff_csv(" + DuckDb.quoted(file.toString()) + ", header = true, sample_size = " + SAMPLE + more + ")";
    }

    /// What a table is selected from.
    ///
    /// @param types the types of columns that are not to be sniffed
    static String scan(Path file, Map<String, String> types) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        String path = DuckDb.quoted(file.toString());
        if (name.endsWith(".parquet")) {
            return "read_parquet(" + path + ")";
        }
        StringBuilder out = new StringBuilder("read_csv(" + path + ", header = true, sample_size = " + SAMPLE);
        if (!types.isEmpty()) {
            List<String> items = types.entrySet().stream()
                    .map(e -> DuckDb.quoted(e.getKey()) + ": " + DuckDb.quoted(e.getValue()))
                    .toList();
            out.append(", types = {").append(String.join(", ", items)).append('}');
        }
        return out.append(")").toString();
    }
}
