package io.broadsheet.engine.project;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/// What a parameter holds.
public enum ParameterType {
    /// `Long`
    INTEGER("a whole number"),
    /// `BigDecimal`
    NUMBER("a number"),
    /// `String`
    TEXT("text"),
    /// `Boolean`
    BOOLEAN("true or false"),
    /// `LocalDate`
    DATE("a date such as 2021-11-01");

    private final String expects;

    ParameterType(String expects) {
        this.expects = expects;
    }

    public String expects() {
        return expects;
    }

    /// Reads a value; empty if the text is no such value.
    Optional<Object> read(String text) {
        try {
            return switch (this) {
                case INTEGER -> Optional.of(Long.valueOf(text.strip()));
                case NUMBER -> text.length() > 40 ? Optional.empty() : Optional.of(new BigDecimal(text.strip()));
                case TEXT -> Optional.of(text);
                case BOOLEAN ->
                    switch (text.strip().toLowerCase(Locale.ROOT)) {
                        case "true", "yes" -> Optional.of(true);
                        case "false", "no" -> Optional.of(false);
                        default -> Optional.empty();
                    };
                case DATE -> Optional.of(LocalDate.parse(text.strip()));
            };
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
