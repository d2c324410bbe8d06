package io.broadsheet.engine.query;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/// Opens DuckDB instances in the two ways that they are used here.
final class DuckDb {
    private static final DuckDBDriver DRIVER = new DuckDBDriver();

    private DuckDb() {}

    /// An instance in memory that is shut: no files but those named, no network, no extensions, no settings.
    static DuckDBConnection locked(List<Path> readable, int megabytes) {
        DuckDBConnection connection = open("jdbc:duckdb:");
        shut(connection, readable, megabytes, "UTC");
        return connection;
    }

    static DuckDBConnection locked(List<Path> readable, int megabytes, String timeZone) {
        DuckDBConnection connection = open("jdbc:duckdb:");
        shut(connection, readable, megabytes, timeZone);
        return connection;
    }

    private static void shut(DuckDBConnection connection, List<Path> readable, int megabytes, String timeZone) {
        settings(connection, megabytes, 1);
        run(connection, "set TimeZone = " + quoted(timeZone));
        run(connection, "set temp_directory = ''");
        run(connection, "set max_temp_directory_size = '0B'");
        if (!readable.isEmpty()) {
            run(connection, "set allowed_paths = " + list(readable));
        }
        run(connection, "set enable_external_access = false");
        run(connection, "set lock_configuration = true");
    }

    /// An instance with a database file, for reading datasets: it reads and writes in the folders named and nowhere
    /// else.
    static DuckDBConnection dataStore(
            Path file, Path temporary, List<Path> folders, int megabytes, int threads, String timeZone) {
        DuckDBConnection connection = open("jdbc:duckdb:" + file);
        settings(connection, megabytes, threads);
        run(connection, "set TimeZone = " + quoted(timeZone));
        run(connection, "set temp_directory = " + quoted(temporary.toString()));
        // The file is deleted after it is closed: nothing of it need be put in order.
        run(connection, "pragma disable_checkpoint_on_shutdown");
        run(connection, "set allowed_directories = " + list(folders));
        run(connection, "set enable_external_access = false");
        return connection;
    }

    /// An instance for running a project's own script that makes data.
    static DuckDBConnection scratch(Path file, Path temporary, int megabytes, int threads) {
        DuckDBConnection connection = open("jdbc:duckdb:" + file);
        settings(connection, megabytes, threads);
        run(connection, "set temp_directory = " + quoted(temporary.toString()));
        return connection;
    }

    /// An instance in memory that writes files; no author's SQL ever runs there.
    static DuckDBConnection writer(int megabytes) {
        DuckDBConnection connection = open("jdbc:duckdb:");
        settings(connection, megabytes, 1);
        run(connection, "set TimeZone = 'UTC'");
        return connection;
    }

    private static void settings(DuckDBConnection connection, int megabytes, int threads) {
        run(connection, "set autoinstall_known_extensions = false");
        run(connection, "set autoload_known_extensions = false");
        run(connection, "set allow_community_extensions = false");
        run(connection, "set threads = " + threads);
        run(connection, "set memory_limit = '" + megabytes + "MB'");
    }

    private static DuckDBConnection open(String url) {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        try {
            Connection connection = DRIVER.connect(url, properties);
            return connection.unwrap(DuckDBConnection.class);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB can't be opened: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw libraryFailed(e);
        }
    }

    private static volatile String whyNotUnpacked = "";

    /// The JVM gives the reason once, and afterwards only says that there was one.
    private static RuntimeException libraryFailed(LinkageError e) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof IOException io) {
                whyNotUnpacked = NoWorkFolderException.why(folder, io);
            }
        }
        return whyNotUnpacked.isEmpty()
                ? new IllegalStateException("DuckDB's library can't be loaded: " + e, e)
                : NoWorkFolderException.library(folder, whyNotUnpacked, e);
    }

    static void run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new DuckDbException(sql, e);
        }
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB can't be closed", e);
        }
    }

    /// A string literal.
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// A quoted identifier.
    static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String list(List<Path> paths) {
        return "["
                + String.join(
                        ", ", paths.stream().map(p -> quoted(p.toString())).toList()) + "]";
    }
}
