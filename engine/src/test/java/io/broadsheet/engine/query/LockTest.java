package io.broadsheet.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The second wall: what DuckDB itself refuses where the gate would not have looked.
class LockTest {
    @TempDir
    Path folder;

    private DuckDBConnection connection;

    @BeforeEach
    void lock() throws IOException {
        Files.writeString(folder.resolve("secret.csv"), "a,b\n1,2\n");
        connection = DuckDb.locked(List.of(folder.resolve("own.parquet")), 64);
    }

    @AfterEach
    void close() {
        DuckDb.close(connection);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from 'FOLDER/secret.csv'",
                "select * from read_csv('FOLDER/secret.csv')",
                "select * from read_text('FOLDER/secret.csv')",
                "select * from read_blob('FOLDER/*')",
                "select * from read_csv('FOLDER/own.parquet/../secret.csv')",
                "select * from sniff_csv('FOLDER/secret.csv')",
                "select * from read_text('/etc/passwd')",
                "select * from read_text('/proc/self/environ')",
                "select * from read_csv('http://localhost:1/x.csv')",
                "select * from 'https://localhost:1/x.parquet'",
                "copy (select 1) to 'FOLDER/x.csv'",
                "copy (select 1) to '/dev/stdout'",
                "export database 'FOLDER/x'",
                "attach 'FOLDER/x.db'",
                "install httpfs",
                "load httpfs",
                "load 'FOLDER/x.duckdb_extension'",
                "set enable_external_access = true",
                "set lock_configuration = false",
                "reset enable_external_access",
                "set threads = 8",
                "set memory_limit = '10GB'",
                "set temp_directory = 'FOLDER'",
                "set allowed_paths = ['/etc/passwd']",
                "set TimeZone = 'Asia/Seoul'",
                "pragma enable_profiling",
                "set profiling_output = 'FOLDER/x'",
                "set log_query_path = 'FOLDER/x'",
                "create persistent secret s (type s3, key_id 'x')",
            })
    void refuses(String sql) throws IOException {
        String attack = sql.replace("FOLDER", folder.toString());
        assertThatThrownBy(() -> {
                    try (PreparedStatement statement = connection.prepareStatement(attack)) {
                        statement.execute();
                    }
                })
                .as(sql)
                .isInstanceOf(SQLException.class);
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactly("secret.csv");
        }
    }

    @Test
    void tellsNothingOfTheEnvironment() {
        assertThatThrownBy(() -> DuckDb.run(connection, "select getenv('PATH')"))
                .isInstanceOf(DuckDbException.class);
    }
}
