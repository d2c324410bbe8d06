package io.broadsheet.engine.frame;

/// What a column holds, and as which Java type its values come.
public enum ColumnType {
    /// `Boolean`
    BOOLEAN,
    /// `Long`
    INTEGER,
    /// `java.math.BigInteger`, for integers past 64 bits
    BIG_INTEGER,
    /// `java.math.BigDecimal`
    DECIMAL,
    /// `Double`; may be NaN or infinite
    DOUBLE,
    /// `String`
    TEXT,
    /// `java.time.LocalDate`
    DATE,
    /// `java.time.LocalTime`
    TIME,
    /// `java.time.LocalDateTime`, the site's local time
    TIMESTAMP,
    /// `java.time.OffsetDateTime` in the site's time zone
    INSTANT,
    /// `String` of JSON
    JSON,
    /// `java.util.List`, unmodifiable, may hold null
    LIST,
    /// `java.util.Map` by field name, unmodifiable
    STRUCT,
    /// `String` of hexadecimal digits
    BINARY,
    /// `String` as the source writes it: intervals, UUIDs, enumerations of other kinds
    OTHER;

    public boolean isNumber() {
        return this == INTEGER || this == BIG_INTEGER || this == DECIMAL || this == DOUBLE;
    }

    /// A day or a moment: what a time axis can carry.
    public boolean isTime() {
        return this == DATE || this == TIMESTAMP || this == INSTANT;
    }
}
