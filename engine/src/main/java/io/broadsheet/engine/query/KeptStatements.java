package io.broadsheet.engine.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Statements of one connection that are asked for site after site: parsed when they are seen for the second time, and
/// kept. Used by one thread at a time.
final class KeptStatements {
    private static final int MOST = 256;

    private final SequencedMap<Asked, PreparedStatement> prepared = new LinkedHashMap<>();
    private final Set<Asked> seen = new HashSet<>();

    /// What a statement's plan depends on.
    ///
    /// @param text the statement
    /// @param origin the author's query, where the statement only reads the table that was made of it
    /// @param values of the variables that the plan may hold as constants
    /// @param macros the statements that made the macros that it may call
    record Asked(String text, String origin, Map<String, Object> values, Map<String, String> macros) {}

    /// The statement, if it pays to keep it.
    Optional<PreparedStatement> prepare(Connection connection, Asked asked) throws SQLException {
        PreparedStatement known = prepared.remove(asked);
        if (known == null) {
            if (seen.add(asked)) {
                return Optional.empty();
            }
            known = connection.prepareStatement(asked.text());
            if (prepared.size() == MOST) {
                prepared.pollFirstEntry().getValue().close();
                seen.clear();
            }
        }
        prepared.putLast(asked, known);
        return Optional.of(known);
    }

    /// What failed is not used again.
    void forget(Asked asked) throws SQLException {
        PreparedStatement failed = prepared.remove(asked);
        if (failed != null) {
            failed.close();
        }
    }

    void clear() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        prepared.clear();
        seen.clear();
    }
}
