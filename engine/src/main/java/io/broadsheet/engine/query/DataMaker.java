package io.broadsheet.engine.query;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.SourceSpec;
import io.broadsheet.engine.source.Snippet;
import io.broadsheet.engine.source.SourceReader;
import io.broadsheet.engine.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;

/// Makes the files of a source by the project's own script, where they are not there or the script has changed. The
/// script is trusted as a build script is; it runs in an instance of its own, once.
final class DataMaker {
    private static final int MEGABYTES = 1_024;
    private static final String STAMP = ".made";
    private static final String OWNER = "the script";
    private static final Map<Path, ReentrantLock> MAKING = new ConcurrentHashMap<>();

    private final Project project;
    private final WorkFolder work;
    private final DataListener listener;

    DataMaker(Project project, WorkFolder work, DataListener listener) {
        this.project = project;
        this.work = work;
        this.listener = listener;
    }

    void make(SourceSpec.FileFolder source) throws QueryException {
        if (source.make().isEmpty()) {
            return;
        }
        SourceSpec.Make make = source.make().get();
        Path folder = source.folder().toAbsolutePath().normalize();
        String name = project.folder().relativize(make.script()).toString();
        Problems problems = new Problems();
        SourceText script = SourceReader.read(make.script(), name, problems)
                .orElseThrow(() -> new QueryException(problems.list().getFirst()));
        String stamp = stamp(script.text(), make);
        if (isMade(folder, stamp)) {
            return;
        }
        // Two engines may begin at the same time: one makes, the other waits. A file's lock is between processes only.
        ReentrantLock here = MAKING.computeIfAbsent(folder, f -> new ReentrantLock());
        here.lock();
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve(".making"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !isMade(folder, stamp)) {
                    long start = System.nanoTime();
                    listener.making(source.name());
                    run(script, make, folder, stamp);
                    listener.made(source.name(), Duration.ofNanos(System.nanoTime() - start));
                }
            }
        } catch (IOException e) {
            boolean full = String.valueOf(e.getMessage()).contains("No space left");
            throw new QueryException(new Problem(
                    full ? ProblemCode.NO_SPACE : ProblemCode.UNREADABLE_DATA,
                    make.span(),
                    "the data of source '" + source.name() + "' can't be written: " + e.getMessage(),
                    ""));
        } finally {
            here.unlock();
        }
    }

    /// Whether this script has made the files, and they are still there.
    private static boolean isMade(Path folder, String stamp) {
        List<String> lines = stampLines(folder);
        return !lines.isEmpty()
                && lines.getFirst().equals(stamp)
                && lines.stream().skip(1).allMatch(f -> Files.isRegularFile(folder.resolve(f)));
    }

    /// The stamp of the script that made the files, then their names.
    private static List<String> stampLines(Path folder) {
        try {
            Path file = folder.resolve(STAMP);
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stamp(String script, SourceSpec.Make make) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(script.getBytes(StandardCharsets.UTF_8));
            digest.update(new TreeMap<>(make.values()).toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(SourceText script, SourceSpec.Make make, Path folder, String stamp)
            throws QueryException, IOException {
        Problems problems = new Problems();
        Snippet whole = Snippet.of(script);
        List<SqlScript.Range> statements = SqlScript.statements(whole, problems);
        if (problems.hasErrors()) {
            throw new QueryException(problems.list().getFirst());
        }
        Path scratch = work.make("making");
        try (DuckDBConnection connection = DuckDb.scratch(
                scratch.resolve("making.duckdb"),
                scratch.resolve("spill"),
                MEGABYTES,
                Runtime.getRuntime().availableProcessors())) {
            for (SqlScript.Range range : statements) {
                statement(connection, whole.part(range.start(), range.end()), make);
            }
            write(connection, folder, stamp);
        } catch (SQLException | DuckDbException e) {
            SQLException failure = e instanceof DuckDbException ours ? ours.failure() : (SQLException) e;
            BoundSql sql = new BoundSql(script.text(), List.of(), List.of(), whole);
            throw new QueryException(SqlFailure.ofDuckDb(failure, OWNER, sql, SqlFailure.ELSEWHERE));
        } finally {
            WorkFolder.deleteAll(scratch);
        }
    }

    private static void statement(DuckDBConnection connection, Snippet snippet, SourceSpec.Make make)
            throws QueryException {
        Problems problems = new Problems();
        SqlText text = SqlText.parse(snippet, SqlDialect.DUCKDB, problems);
        BoundSql sql = text.bind(ParameterStyle.NUMBERED);
        Set<String> given = make.values().keySet();
        for (SqlText.Use use : text.parameters()) {
            if (!given.contains(use.name())) {
                throw new QueryException(new Problem(
                        ProblemCode.UNKNOWN_PARAMETER,
                        use.span(),
                        "the script binds :" + use.name() + ", which `with:` does not give",
                        "given: " + String.join(", ", given.stream().sorted().toList())));
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            Bindings.of(make.values()).bind(statement, sql.order());
            statement.execute();
        } catch (SQLException e) {
            throw new QueryException(SqlFailure.ofDuckDb(e, OWNER, sql, 0));
        }
    }

    /// Every table without a leading underscore becomes a file, whole or not at all. What an earlier script made and
    /// this one does not is removed.
    private static void write(DuckDBConnection connection, Path folder, String stamp) throws SQLException, IOException {
        List<String> files = new ArrayList<>();
        List<String> former = stampLines(folder);
        Files.deleteIfExists(folder.resolve(STAMP));
        for (String table : tables(connection)) {
            Path partial = folder.resolve(table + ".partial");
            try {
                DuckDb.run(
                        connection,
                        "copy " + DuckDb.identifier(table) + " to " + DuckDb.quoted(partial.toString())
                                + " (format parquet, compression zstd)");
                move(partial, folder.resolve(table + ".parquet"));
            } finally {
                Files.deleteIfExists(partial);
            }
            files.add(table + ".parquet");
        }
        for (String file : former.stream().skip(1).toList()) {
            if (!files.contains(file)) {
                Files.deleteIfExists(folder.resolve(file));
            }
        }
        files.addFirst(stamp);
        Path partial = folder.resolve(STAMP + ".partial");
        Files.write(partial, files);
        move(partial, folder.resolve(STAMP));
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> tables(DuckDBConnection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery(
                        "select table_name from duckdb_tables() where table_name not like '\\_%' escape '\\' order by 1")) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        return tables;
    }
}
