package io.broadsheet.server.reading;

import io.broadsheet.server.reading.Readings.ReportFigures;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What became of each report: a question for every number, put together by report.
final class ReadingFigures {
    private static final String PUBLISHED = """
            from revision r join edition e on e.id = r.edition_id
            %s
            where r.state = 'published' and coalesce(r.decided_at, r.created_at) >= :since
            """;

    private final JdbcClient jdbc;

    ReadingFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ReportFigures> since(OffsetDateTime since) {
        Map<String, Integer> editions = count(since, "distinct e.id", "", "");
        Map<String, Integer> delivered = count(
                since,
                "distinct d.id",
                "join delivery d on d.revision_id = r.id join message m on m.id = d.message_id",
                "and m.state = 'sent'");
        Map<String, Integer> opened = people(since, "open", "recipient_id");
        Map<String, Integer> clicked = people(since, "click", "recipient_id");
        Map<String, Integer> viewed = people(since, "view", "reader_id");
        Map<String, Double> dwell = median(since, "sum(g.dwell_ms)");
        Map<String, Double> depth = median(since, "max(g.depth)");
        Map<String, Integer> useful = answers(since, "f.useful = true");
        Map<String, Integer> notUseful = answers(since, "f.useful = false");
        Map<String, Integer> comments = answers(since, "f.comment <> ''");
        return editions.keySet().stream()
                .sorted()
                .map(report -> new ReportFigures(
                        report,
                        editions.getOrDefault(report, 0),
                        delivered.getOrDefault(report, 0),
                        opened.getOrDefault(report, 0),
                        clicked.getOrDefault(report, 0),
                        viewed.getOrDefault(report, 0),
                        Math.round(dwell.getOrDefault(report, 0.0)),
                        (int) Math.round(depth.getOrDefault(report, 0.0)),
                        useful.getOrDefault(report, 0),
                        notUseful.getOrDefault(report, 0),
                        comments.getOrDefault(report, 0)))
                .toList();
    }

    /// People of a kind, once for each revision.
    private Map<String, Integer> people(OffsetDateTime since, String kind, String who) {
        String sql = "select t.report, count(*) as n from (select distinct e.report, r.id, g." + who + " "
                + PUBLISHED.formatted("join reading g on g.revision_id = r.id")
                + " and g.kind = '" + kind + "' and g." + who + " is not null) t group by t.report";
        return counts(sql, since);
    }

    private Map<String, Integer> answers(OffsetDateTime since, String which) {
        return count(since, "f.id", "join feedback f on f.revision_id = r.id", "and " + which);
    }

    private Map<String, Integer> count(OffsetDateTime since, String what, String join, String where) {
        return counts(
                "select e.report, count(" + what + ") as n " + PUBLISHED.formatted(join) + where + " group by e.report",
                since);
    }

    private Map<String, Integer> counts(String sql, OffsetDateTime since) {
        Map<String, Integer> counts = new HashMap<>();
        jdbc.sql(sql).param("since", since).query(row -> {
            counts.put(row.getString("report"), row.getInt("n"));
        });
        return counts;
    }

    /// The median over people and revisions.
    private Map<String, Double> median(OffsetDateTime since, String each) {
        Map<String, Double> medians = new HashMap<>();
        String sql = "select t.report, percentile_cont(0.5) within group (order by t.v) as m from (select e.report, "
                + each + " as v "
                + PUBLISHED.formatted("join reading g on g.revision_id = r.id")
                + " and g.kind = 'dwell' group by e.report, r.id, g.reader_id) t group by t.report";
        jdbc.sql(sql).param("since", since).query(row -> {
            medians.put(row.getString("report"), row.getDouble("m"));
        });
        return medians;
    }
}
