package io.broadsheet.engine.query;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.project.SourceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A folder of files as a schema of the data store: a view for each file, or a table where a text file is so small that
/// parsing it again for every query would cost more than the query. Files that change are mounted anew. Thread-safe.
final class MountedFolder {
    private static final long SMALL_TEXT = 8_000_000;

    private final Connection connection;
    private final SourceSpec.FileFolder source;
    private final Path folder;
    private final String shownFolder;
    private final Map<String, Stamp> mounted = new HashMap<>();

    private record Stamp(Path file, FileTime modified, long size) {}

    MountedFolder(Connection connection, SourceSpec.FileFolder source, Path project) {
        this.connection = connection;
        this.source = source;
        this.folder = source.folder().toAbsolutePath().normalize();
        this.shownFolder = project.relativize(source.folder()).toString();
        DuckDb.run(connection, "create schema " + DuckDb.identifier(schema(source.name())));
    }

    static String schema(String source) {
        return "source_" + source;
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
                mount(table.getKey(), stamp);
                mounted.put(table.getKey(), stamp);
            }
        }
        mounted.keySet().removeIf(table -> {
            boolean gone = !files.containsKey(table);
            if (gone) {
                drop(table);
            }
            return gone;
        });
    }

    private Stamp stamp(Path file) throws QueryException {
        try {
            return new Stamp(file, Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException e) {
            throw new QueryException(unreadable(file, e.getClass().getSimpleName()));
        }
    }

    private void mount(String table, Stamp stamp) throws QueryException {
        String name = DuckDb.identifier(schema(source.name())) + "." + DuckDb.identifier(table);
        Map<String, String> types = source.types().getOrDefault(table, Map.of());
        boolean text = !stamp.file().toString().endsWith(".parquet");
        boolean copy = text && stamp.size() <= SMALL_TEXT;
        try {
            String from =
                    text && !copy && types.isEmpty() ? sniffed(stamp.file()) : FileTables.scan(stamp.file(), types);
            drop(table);
            DuckDb.run(connection, "create " + (copy ? "table " : "view ") + name + " as select * from " + from);
        } catch (DuckDbException e) {
            throw new QueryException(unreadable(stamp.file(), firstLine(e.failure())));
        } catch (SQLException e) {
            throw new QueryException(unreadable(stamp.file(), firstLine(e)));
        }
    }

    private void drop(String table) {
        String name = DuckDb.identifier(schema(source.name())) + "." + DuckDb.identifier(table);
        boolean wasView = isView(table);
        DuckDb.run(connection, "drop " + (wasView ? "view" : "table") + " if exists " + name);
    }

    private boolean isView(String table) {
        @Nullable Stamp before = mounted.get(table);
        return before != null && (before.file().toString().endsWith(".parquet") || before.size() > SMALL_TEXT);
    }

    /// A large text file's dialect and types are asked once, not at every query.
    private String sniffed(Path file) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet sniffed = statement.executeQuery("select prompt from " + FileTables.sniff(file))) {
            sniffed.next();
            return sniffed.getString(1)
                    .strip()
                    .replaceFirst("(?i)^from\\s+", "")
                    .replaceFirst(";$", "");
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private Problem unreadable(Path file, String reason) {
        return new Problem(
                ProblemCode.UNREADABLE_DATA,
                source.span(),
                "the file " + file.getFileName() + " of source '" + source.name() + "' can't be read: " + reason,
                "Correct the file, or give types: { TABLE: { COLUMN: VARCHAR } } under the source");
    }
}
