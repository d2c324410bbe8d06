package io.broadsheet.engine.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.project.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The generator of `examples/divers`: the same wish gives the same rows.
class DiversDataTest {
    private static final List<String> TABLES = List.of("sites", "products", "events", "order_lines");

    @TempDir
    private Path temp;

    /// Makes the data in a copy of its own, and gives the sites.
    private List<Site> make(Path folder, Map<String, String> environment) throws IOException {
        try (ReportEngine engine = ExampleProject.open(ExampleProject.copy("divers", folder), environment)) {
            return engine.sites();
        }
    }

    private static String hash(Path folder, String table) throws SQLException {
        Path file = folder.resolve("divers/data").resolve(table + ".parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) || ' ' || sum(hash(t)) || ' ' || sum(hash(t) // 7 * file_row_number % 1000003)"
                                + " from read_parquet('" + file + "', file_row_number = true) t")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void isTheSameTwiceAndAsLargeAsAskedFor() throws IOException, SQLException {
        Path first = Files.createDirectory(temp.resolve("first"));
        Path second = Files.createDirectory(temp.resolve("second"));
        List<Site> forty = make(first, wish("40"));
        make(second, wish("40"));
        assertThat(forty).hasSize(40).extracting(Site::name).doesNotHaveDuplicates();
        for (String table : TABLES) {
            assertThat(hash(second, table)).as(table).isEqualTo(hash(first, table));
        }
        List<Site> five = make(Files.createDirectory(temp.resolve("five")), wish("5"));
        assertThat(five).extracting(Site::id).containsExactly("10026", "10027", "10028", "10029", "10030");
        assertThat(forty).startsWith(five.toArray(new Site[0]));
    }

    private static Map<String, String> wish(String sites) {
        return Map.of("DIVERS_SITES", sites, "DIVERS_EVENTS", "20000");
    }
}
