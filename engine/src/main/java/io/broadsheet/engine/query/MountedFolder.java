package io.broadsheet.engine.query;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.project.SourceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A folder of files as a schema of the data store: a view for each file, or a table where a text file is so small that
/// parsing it again for every query would cost more than the query, or the rows themselves written into a view where
/// they are few ([WrittenRows]). Files that change are mounted anew. Thread-safe.
final class MountedFolder {
    private static final long SMALL_TEXT = 8_000_000;

    private final Connection connection;
    private final SourceSpec.FileFolder source;
    private final Path folder;
    private final String shownFolder;
    private final Path links;
    private final Map<String, Stamp> mounted = new HashMap<>();
    private final Set<String> tables = new HashSet<>();
    private final Set<Object> seenBy = Collections.newSetFromMap(new WeakHashMap<>());
    private volatile int changes;
    private final Map<String, Problem> broken = new ConcurrentHashMap<>();

    private final Map<String, TextScan> scans = new HashMap<>();

    private static final String INEXACT = "inexact\t";
    private static final Pattern MARKED = Pattern.compile(INEXACT + "([^\t]*)\t([^\t]*)\t([0-9]+)");

    /// A value that is not what its text says.
    record Inexact(String source, String table, int column) {}

    private record Stamp(Path file, FileTime modified, long size, Optional<Object> inode) {
        boolean isText() {
            return !file.toString().endsWith(".parquet");
        }

        boolean isSmall() {
            return isText() && size <= SMALL_TEXT;
        }

        /// A compressed file's size doesn't say how much it holds.
        private boolean holdsAtMost(int bytes) {
            return isText()
                    && size <= bytes
                    && !file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        }

        boolean isTiny() {
            return holdsAtMost(WrittenRows.MOST_BYTES);
        }

        long mostTextBytes() {
            return holdsAtMost(Integer.MAX_VALUE) ? size : Long.MAX_VALUE;
        }
    }

    /// @param links a folder for other names of files whose own DuckDB would take for patterns
    MountedFolder(Connection connection, SourceSpec.FileFolder source, Path project, Path links) {
        this.connection = connection;
        this.source = source;
        this.folder = source.folder().toAbsolutePath().normalize();
        this.links = links.resolve(source.name());
        this.shownFolder = project.relativize(source.folder()).toString();
        DuckDb.run(connection, "create schema " + DuckDb.identifier(schema(source.name())));
    }

    static String schema(String source) {
        return "source_" + source;
    }

    /// Why a table that should be there is not: its file can't be read.
    Optional<Problem> broken(String table) {
        return Optional.ofNullable(broken.get(table.toLowerCase(Locale.ROOT)));
    }

    /// Looks at the folder once for each reader: a page's queries see the same files.
    synchronized void refreshFor(Object reader) throws QueryException {
        if (!seenBy.contains(reader)) {
            refresh();
            seenBy.add(reader);
        }
    }

    /// How often a table was mounted or dropped, counted when it is done. DuckDB keeps the plan of a view that reads no
    /// table, also when the view is another one: a plan made before the last change is not to be used.
    int changes() {
        return changes;
    }

    /// Mounts what is new or changed, and forgets what is gone.
    synchronized void refresh() throws QueryException {
        if (!Files.isDirectory(folder)) {
            throw new QueryException(new Problem(
                    ProblemCode.UNREADABLE_DATA,
                    source.span(),
                    "source '" + source.name() + "' has no folder " + shownFolder,
                    "Make it, with CSV or Parquet files in it"));
        }
        Map<String, Path> files = FileTables.files(folder);
        for (Map.Entry<String, Path> table : files.entrySet()) {
            Stamp stamp = stamp(table.getValue());
            if (!stamp.equals(mounted.get(table.getKey()))) {
                try {
                    if (mount(table.getKey(), stamp)) {
                        mounted.put(table.getKey(), stamp);
                    } else {
                        mounted.remove(table.getKey());
                    }
                } finally {
                    changes++;
                }
            }
        }
        for (Map.Entry<String, Stamp> entry : Map.copyOf(mounted).entrySet()) {
            String table = entry.getKey();
            if (!files.containsKey(table)) {
                drop(table);
                changes++;
                mounted.remove(table);
                Stamp stamp = entry.getValue();
                broken.put(table.toLowerCase(Locale.ROOT), unreadable(stamp.file(), "it is not there any more"));
            }
        }
    }

    /// The state of a folder's files.
    static String stamps(SourceSpec.FileFolder source) {
        StringBuilder out = new StringBuilder();
        FileTables.files(source.folder())
                .forEach((table, file) ->
                        out.append(table).append(' ').append(stamp(file)).append('\n'));
        return out.toString();
    }

    private static Stamp stamp(Path file) {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(file, seen.lastModifiedTime(), seen.size(), Optional.ofNullable(seen.fileKey()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return whether there is nothing to try again before the file changes
    private boolean mount(String table, Stamp stamp) {
        String name = DuckDb.identifier(schema(source.name())) + "." + DuckDb.identifier(table);
        Map<String, String> types = source.types().getOrDefault(table, Map.of());
        broken.remove(table.toLowerCase(Locale.ROOT));
        drop(table);
        try {
            Path file = FileTables.plain(stamp.file(), links.resolve(table));
            String scan = scan(table, stamp, file, types);
            Optional<String> written = stamp.isTiny() ? written(scan) : Optional.empty();
            if (written.isPresent()) {
                DuckDb.run(connection, "create view " + name + " as " + written.get());
            } else if (stamp.isSmall()) {
                DuckDb.run(connection, "create table " + name + " as select * from " + scan);
                tables.add(table);
            } else {
                DuckDb.run(connection, "create view " + name + " as select * from " + scan);
            }
        } catch (DuckDbException e) {
            return broken(table, stamp, e.failure());
        } catch (SQLException e) {
            return broken(table, stamp, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    /// It is nobody's trouble until somebody reads it. A full disk is no fault of the file's, and may have room later.
    private boolean broken(String table, Stamp stamp, SQLException e) {
        boolean full = SqlFailure.isNoSpace(e);
        Optional<Inexact> inexact = inexact(e);
        TextScan scan = scans.get(table);
        Problem reason = inexact.isPresent() && scan != null
                ? where(scan, stamp.file(), inexact.get().column())
                : full
                        ? SqlFailure.noSpace(
                                source.span(),
                                "source '" + source.name() + "', reading the file "
                                        + stamp.file().getFileName() + ",")
                        : unreadable(stamp.file(), e);
        broken.put(table.toLowerCase(Locale.ROOT), reason);
        return !full;
    }

    private void drop(String table) {
        String name = DuckDb.identifier(schema(source.name())) + "." + DuckDb.identifier(table);
        DuckDb.run(connection, "drop " + (tables.remove(table) ? "table" : "view") + " if exists " + name);
    }

    /// Rows that can't be read while they are streamed are read into a table, which says why they can't.
    private Optional<String> written(String scan) throws SQLException {
        try {
            return WrittenRows.of(connection, scan);
        } catch (SQLException e) {
            if (SqlFailure.isMute(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// What a table is selected from. A tiny file is read as it is, if nothing in it can be taken for something else.
    private String scan(String table, Stamp stamp, Path file, Map<String, String> types)
            throws SQLException, IOException {
        scans.remove(table);
        boolean plain = stamp.isTiny() && types.isEmpty() && !TextScan.mayHaveDoubtfulDates(file);
        if (plain || !stamp.isText()) {
            return FileTables.scan(file, types);
        }
        Optional<TextScan> scan = TextScan.sniff(connection, file, types, stamp.mostTextBytes());
        scan.ifPresent(s -> scans.put(table, s));
        return scan.map(s -> s.from(INEXACT + source.name() + "\t" + table + "\t"))
                .orElseGet(() -> FileTables.scan(file, types));
    }

    /// Which source, table and column a failure is about, if it is that a value is not what its text says.
    static Optional<Inexact> inexact(SQLException failure) {
        Matcher m = MARKED.matcher(String.valueOf(failure.getMessage()));
        return m.find()
                ? Optional.of(new Inexact(m.group(1), m.group(2), Integer.parseInt(m.group(3))))
                : Optional.empty();
    }

    /// Where it stands, which is looked for only now: DuckDB says it where it converts while it reads.
    synchronized Problem where(Inexact inexact) {
        Stamp stamp = mounted.get(inexact.table());
        TextScan scan = scans.get(inexact.table());
        if (stamp == null || scan == null) {
            return new Problem(
                    ProblemCode.UNREADABLE_DATA,
                    source.span(),
                    "source '" + source.name() + "' can't read the table " + inexact.table() + ": its file has changed",
                    "Run it again");
        }
        return where(scan, stamp.file(), inexact.column());
    }

    private Problem where(TextScan scan, Path file, int column) {
        try (Statement statement = connection.createStatement()) {
            StreamFailure.runAgain(connection, scan.convertingAll(column));
            try (ResultSet row = statement.executeQuery(scan.firstInexact(column))) {
                String at = row.next() ? ", row " + row.getLong(1) : "";
                return unreadable(
                        file,
                        at + ": a value of column '" + scan.columnName(column) + "' has a fraction or zeros in front,"
                                + " which " + scan.columnType(column) + " would lose");
            }
        } catch (SQLException e) {
            return unreadable(file, e);
        }
    }

    private Problem unreadable(Path file, SQLException e) {
        String said = SqlFailure.unreadable(e)
                .map(r -> r.replaceFirst("^(?:a (?:CSV )?file|the file [^,:]+)(?:: )?", ""))
                .orElseGet(() -> SqlFailure.ofFile(e));
        return unreadable(file, said);
    }

    private Problem unreadable(Path file, String said) {
        String separator = said.isEmpty() || said.startsWith(",") ? "" : ": ";
        String reason = "the file " + file.getFileName() + separator + said;
        return new Problem(
                ProblemCode.UNREADABLE_DATA,
                source.span(),
                "source '" + source.name() + "' can't read " + reason,
                "Correct the file, or give types: { TABLE: { COLUMN: VARCHAR } } under the source");
    }
}
