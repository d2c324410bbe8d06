package io.broadsheet.server.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A run to be made.
///
/// @param schedule the schedule whose due time it is; none by hand or for a backfill
/// @param reports names of reports; empty for all of the project
/// @param siteIds ids of sites; empty for all that are active
/// @param issueDate the day the editions are issued on
/// @param mail whether recipients are told
/// @param requestedBy an account's name, `schedule`, or `api`
public record RunRequest(
        RunKind kind,
        Optional<String> schedule,
        Instant due,
        List<String> reports,
        List<String> siteIds,
        LocalDate issueDate,
        boolean mail,
        String requestedBy) {
    public RunRequest {
        reports = List.copyOf(reports);
        siteIds = List.copyOf(siteIds);
    }
}
