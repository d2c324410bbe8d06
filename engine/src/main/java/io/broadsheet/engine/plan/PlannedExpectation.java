package io.broadsheet.engine.plan;

import io.broadsheet.engine.project.ExpectationSpec;
import io.broadsheet.engine.query.PlannedQuery;

/// An expectation, ready to be looked at.
public sealed interface PlannedExpectation {
    ExpectationSpec spec();

    /// On the rows of one of the report's queries.
    record OnRows(ExpectationSpec.Rows spec) implements PlannedExpectation {}

    /// On what a statement of its own gives.
    record OnStatement(ExpectationSpec.Condition spec, PlannedQuery statement) implements PlannedExpectation {}
}
