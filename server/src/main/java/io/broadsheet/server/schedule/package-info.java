/// Schedules, runs, tasks and attempts: what is due is done exactly once.
@org.jspecify.annotations.NullMarked
package io.broadsheet.server.schedule;
