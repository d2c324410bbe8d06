package io.broadsheet.server.console;

import io.broadsheet.server.schedule.TaskState;
import io.broadsheet.server.schedule.TaskView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A run as a grid: a row for each site, a column for each report. Rows that need somebody come first.
///
/// @param reports the columns
public record RunGrid(List<String> reports, List<Row> rows) {
    private static final int MOST_ROWS = 500;

    public RunGrid {
        reports = List.copyOf(reports);
        rows = List.copyOf(rows);
    }

    /// @param cells in the order of the reports; empty where the site has no such task
    public record Row(String siteId, String siteName, List<Optional<TaskView>> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        private int urgency() {
            return cells.stream()
                    .flatMap(Optional::stream)
                    .mapToInt(t -> switch (t.state()) {
                        case FAILED -> 0;
                        case HELD -> 1;
                        case MISSED -> 2;
                        case RUNNING -> 3;
                        case PENDING -> 4;
                        case CANCELLED -> 5;
                        case PUBLISHED -> 6;
                    })
                    .min()
                    .orElse(6);
        }
    }

    static RunGrid of(List<TaskView> tasks, Map<String, String> siteNames) {
        List<String> reports = new ArrayList<>(
                new TreeSet<>(tasks.stream().map(TaskView::report).toList()));
        Map<String, Map<String, TaskView>> bySite = new LinkedHashMap<>();
        for (TaskView task : tasks) {
            bySite.computeIfAbsent(task.siteId(), s -> new LinkedHashMap<>()).put(task.report(), task);
        }
        List<Row> rows = new ArrayList<>();
        bySite.forEach((site, cells) -> rows.add(new Row(
                site,
                siteNames.getOrDefault(site, ""),
                reports.stream().map(r -> Optional.ofNullable(cells.get(r))).toList())));
        rows.sort(java.util.Comparator.comparingInt(Row::urgency));
        return new RunGrid(reports, rows.size() > MOST_ROWS ? rows.subList(0, MOST_ROWS) : rows);
    }

    /// How many tasks are in each state.
    static Map<TaskState, Integer> counts(List<TaskView> tasks) {
        Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
        tasks.forEach(t -> counts.merge(t.state(), 1, Integer::sum));
        return counts;
    }
}
