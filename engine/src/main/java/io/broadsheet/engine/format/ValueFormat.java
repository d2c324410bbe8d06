package io.broadsheet.engine.format;

import io.broadsheet.engine.frame.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a value is written: a name and its arguments, as an author writes them: `percent(1)`, `money`, `date`.
/// The same names are the narrative's filters.
///
/// @param kind which format
/// @param decimals digits after the point, where the kind has some; -1 for the kind's own choice
public record ValueFormat(Kind kind, int decimals) {
    /// The formats there are.
    public enum Kind {
        /// Grouped digits: 51,024; at most two decimals unless said
        NUMBER,
        /// Short: 1.2만, 12K; one decimal unless said
        COMPACT,
        /// A ratio as percent: 0.079 is 7.9%; one decimal unless said
        PERCENT,
        /// In the site's currency: 12,040원, $12.40
        MONEY,
        /// Short, in the site's currency: 1,204만원, $12K
        MONEY_COMPACT,
        /// 2021.10.25, Oct 25, 2021
        DATE,
        /// The week that begins on a day: 10.25 – 10.31, Oct 25 – 31
        WEEK,
        /// 2021년 10월, October 2021
        MONTH,
        /// 2021.10.25 14:03
        DATETIME,
        /// As it is, without grouping: 10026
        TEXT;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int MOST_DECIMALS = 12;
    private static final Pattern FORM = Pattern.compile("([a-z_]+)(?:\\(\\s*(\\d{1,2})?\\s*\\))?");

    private static final Pattern WORD_BREAK = Pattern.compile("[\\s_.-]+|(?<=[\\p{Ll}\\d])(?=\\p{Lu})");
    private static final Set<String> CODES =
            Set.of("id", "ids", "no", "code", "year", "yyyymm", "yyyymmdd", "zip", "sku", "번호", "코드", "연도");
    private static final Set<String> RATES = Set.of("rate", "ratio", "share", "비율", "비중");

    public static final ValueFormat NUMBER = of(Kind.NUMBER);
    public static final ValueFormat COMPACT = of(Kind.COMPACT);
    public static final ValueFormat PERCENT = of(Kind.PERCENT);
    public static final ValueFormat MONEY = of(Kind.MONEY);
    public static final ValueFormat TEXT = of(Kind.TEXT);

    public ValueFormat {
        decimals = Math.clamp(decimals, -1, MOST_DECIMALS);
    }

    public static ValueFormat of(Kind kind) {
        return new ValueFormat(kind, -1);
    }

    /// Reads `percent` or `percent(1)`; empty for anything else.
    public static Optional<ValueFormat> parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (kind.id().equals(m.group(1))) {
                String decimals = m.group(2);
                return Optional.of(new ValueFormat(kind, decimals == null ? -1 : Integer.parseInt(decimals)));
            }
        }
        return Optional.empty();
    }

    /// What a column's name says about how its values are written, where the author says nothing: codes and
    /// years without grouping (`id`, `product_id`, `customerId`, `zip_code`, `year`), rates as percent
    /// (`rate`, `open_rate`, `share`). Empty where the type decides.
    public static Optional<ValueFormat> byName(String column, ColumnType type) {
        if (!type.isNumber()) {
            return Optional.empty();
        }
        String[] parts = WORD_BREAK.split(column.strip(), -1);
        String last = parts[parts.length - 1].toLowerCase(Locale.ROOT);
        if (CODES.contains(last)) {
            return Optional.of(TEXT);
        }
        boolean fraction = type == ColumnType.DOUBLE || type == ColumnType.DECIMAL;
        return fraction && RATES.contains(last) ? Optional.of(PERCENT) : Optional.empty();
    }

    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            names.add(kind.id());
        }
        return names;
    }

    /// Writes a value; a value that the format can't take (text under `percent`) is written as it is, null as
    /// a dash.
    public String apply(@Nullable Object value, Formats formats) {
        return formats.write(this, value);
    }

    @Override
    public String toString() {
        return decimals < 0 ? kind.id() : kind.id() + "(" + decimals + ")";
    }
}
