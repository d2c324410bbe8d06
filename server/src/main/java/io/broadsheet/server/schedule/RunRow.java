package io.broadsheet.server.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// A row of `run`.
///
/// @param readyUntil waiting for fresh data until then; none once it is there, or where nothing is asked
record RunRow(
        long id,
        String publicId,
        Optional<String> schedule,
        RunKind kind,
        Instant due,
        LocalDate issueDate,
        boolean mail,
        RunState state,
        String requestedBy,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> readyUntil,
        Instant deadline,
        String note) {

    static RunRow of(ResultSet row, int number) throws SQLException {
        return new RunRow(
                row.getLong("id"),
                row.getString("public_id"),
                Optional.ofNullable(row.getString("schedule")),
                Words.constant(RunKind.class, row.getString("kind")),
                SqlTime.required(row, "due"),
                row.getObject("issue_date", LocalDate.class),
                row.getBoolean("mail"),
                Words.constant(RunState.class, row.getString("state")),
                row.getString("requested_by"),
                SqlTime.required(row, "created_at"),
                SqlTime.read(row, "started_at"),
                SqlTime.read(row, "ended_at"),
                SqlTime.read(row, "ready_until"),
                SqlTime.required(row, "deadline"),
                row.getString("note"));
    }

    RunSummary with(Map<TaskState, Integer> tasks) {
        return new RunSummary(
                id,
                publicId,
                schedule,
                kind,
                due,
                issueDate,
                mail,
                state,
                requestedBy,
                startedAt,
                endedAt,
                deadline,
                note,
                tasks);
    }
}
