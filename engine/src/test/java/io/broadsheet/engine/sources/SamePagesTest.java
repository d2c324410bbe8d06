package io.broadsheet.engine.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.Batch;
import io.broadsheet.engine.BatchRequest;
import io.broadsheet.engine.EngineOptions;
import io.broadsheet.engine.RenderRequest;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.ReportEngine;
import io.broadsheet.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of the shops: the same pages whatever the thread, the order and the source.
class SamePagesTest {
    private static final String SITES = "'10028', '10030', '10031', '10032'";

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeIt() {
        Repository.copyExample("divers", folder);
    }

    private static EngineOptions options(int workers) {
        return EngineOptions.DEFAULT
                .withWorkers(workers)
                .withEnvironment(Map.of("DIVERS_SITES", "8", "DIVERS_EVENTS", "1000000"));
    }

    private static BatchRequest request() {
        return BatchRequest.of(TestProject.ISSUE);
    }

    private record Made(String hash, String page) {}

    private static Map<String, Made> all(int workers) {
        Map<String, Made> made = new TreeMap<>();
        try (ReportEngine engine = ReportEngine.open(folder, options(workers));
                Batch batch = engine.batch(request(), e -> {})) {
            batch.renderAll(done -> {
                synchronized (made) {
                    for (Rendering r : done.renderings()) {
                        assertThat(r.problems()).isEmpty();
                        made.put(
                                r.site() + " " + r.report(),
                                new Made(r.hash(), r.page().orElse("none")));
                    }
                }
            });
        }
        return made;
    }

    @Test
    void makesTheSamePagesWhateverTheThreadAndOrder() {
        Map<String, Made> one = all(1);
        assertThat(one).isNotEmpty();
        assertThat(all(4)).isEqualTo(one);
        try (ReportEngine engine = ReportEngine.open(folder, options(2))) {
            for (String key : List.copyOf(one.keySet())) {
                List<String> parts = List.of(key.split(" ", -1));
                Rendering r = engine.render(RenderRequest.of(parts.get(1), parts.get(0), TestProject.ISSUE));
                assertThat(new Made(r.hash(), r.page().orElse("none"))).as(key).isEqualTo(one.get(key));
            }
        }
    }

    @Test
    void makesTheSamePagesFromMariaDbByChangingTheSourceAlone(@TempDir Path other) throws Exception {
        try (ReportEngine engine = ReportEngine.open(folder, options(2))) {
            assertThat(engine.sites()).isNotEmpty();
        }
        copyToMariaDb();
        for (String part : List.of("datasets", "reports", "shared", "themes")) {
            Repository.copy(folder.resolve(part), other.resolve(part));
        }
        String yaml = Files.readString(folder.resolve("broadsheet.yaml"));
        int from = yaml.indexOf("  shop:");
        int to = yaml.indexOf("store:");
        Files.writeString(
                other.resolve("broadsheet.yaml"),
                yaml.substring(0, from) + "  shop: { url: \""
                        + MariaDbServer.shared().url("divers") + "\", user: root }\n\n" + yaml.substring(to));
        try (ReportEngine files = ReportEngine.open(folder, options(2));
                ReportEngine maria = ReportEngine.open(other, options(2));
                Batch batch = maria.batch(request(), e -> {})) {
            for (var site : batch.sites()) {
                for (Rendering many : batch.render(site)) {
                    RenderRequest one = RenderRequest.of(many.report(), site.id(), TestProject.ISSUE);
                    Rendering fromFiles = files.render(one);
                    Rendering alone = maria.render(one);
                    assertThat(many.problems()).isEmpty();
                    assertSame(fromFiles, many);
                    assertSame(fromFiles, alone);
                }
            }
        }
    }

    private static void assertSame(Rendering files, Rendering maria) {
        files.data().forEach((name, frame) -> {
            for (var column : frame.columns()) {
                assertThat(java.util.Objects.requireNonNull(maria.data().get(name))
                                .column(column.name())
                                .values())
                        .as(files.site() + " " + name + "." + column.name())
                        .isEqualTo(column.values());
            }
        });
        assertThat(maria.page()).as(files.report() + " of " + files.site()).isEqualTo(files.page());
        assertThat(maria.hash()).isEqualTo(files.hash());
    }

    private static void copyToMariaDb() throws SQLException {
        MariaDbServer.shared().schema("divers").close();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Connection maria = DriverManager.getConnection(
                        MariaDbServer.shared().url("divers") + "?user=root&allowLocalInfile=true")) {
            for (String table : List.of("sites", "events", "order_lines", "products")) {
                copy(duck, maria, table);
            }
        }
    }

    private static void copy(Connection duck, Connection maria, String table) throws SQLException {
        String parquet = "'" + folder.resolve("data/" + table + ".parquet") + "'";
        Path csv = folder.resolve(table + ".csv");
        Map<String, String> columns = new LinkedHashMap<>();
        try (Statement statement = duck.createStatement();
                ResultSet described = statement.executeQuery("describe select * from " + parquet)) {
            while (described.next()) {
                columns.put(described.getString(1), mariaType(described.getString(2)));
            }
        }
        try (Statement reading = duck.createStatement();
                Statement writing = maria.createStatement()) {
            String which = table.equals("sites") ? "id" : "site_id";
            reading.execute("copy (select * from " + parquet + " where cast(" + which + " as varchar) in (" + SITES
                    + ")) to '" + csv + "' (header false, nullstr '\\N', delimiter '\t', quote '', escape '')");
            List<String> definitions = columns.entrySet().stream()
                    .map(e -> e.getKey() + " " + e.getValue())
                    .toList();
            writing.execute("create table " + table + " (" + String.join(", ", definitions) + ")");
            writing.execute("load data local infile '" + csv + "' into table " + table
                    + " character set utf8mb4 fields terminated by '\t' escaped by '\\\\'");
        }
    }

    private static String mariaType(String duckType) {
        String type = duckType.toLowerCase(Locale.ROOT);
        return switch (type) {
            case "varchar" -> "varchar(200)";
            case "timestamp" -> "datetime(6)";
            case "integer", "bigint", "date", "double", "boolean" -> type;
            default -> type.startsWith("decimal") ? type : "varchar(200)";
        };
    }
}
