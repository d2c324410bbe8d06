package io.broadsheet.engine.plan;

import io.broadsheet.engine.component.Component;
import io.broadsheet.engine.option.Options;
import io.broadsheet.engine.source.Block;
import java.util.Optional;

/// A component of a report with its options read.
///
/// @param name what `mail: summary` and timings call it: its `name:`, or its query's name
/// @param words what of the options is evaluated for every page
/// @param query the query that it draws, as the report writes it; none for components that draw options alone
public record PlannedComponent(
        int slot,
        String name,
        String owner,
        Component component,
        Options options,
        LiveWords words,
        Optional<String> query,
        Block.Component block) {}
