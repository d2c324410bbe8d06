package io.broadsheet.engine.table;

/// Column names as headings.
final class Names {
    private Names() {}

    /// `first_visitors` as a reader sees it: `first visitors`.
    static String spaced(String column) {
        String spaced = column.replace('_', ' ').strip();
        return spaced.isEmpty() ? column : spaced;
    }
}
