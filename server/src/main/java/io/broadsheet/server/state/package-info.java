/// Where rows are kept: the database, its dialect, ids for the outside, JSON in columns.
@org.jspecify.annotations.NullMarked
package io.broadsheet.server.state;
