package io.broadsheet.engine.chart;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.source.YamlValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes JSON that is safe inside a `script` element: no `<`, `>`, `&` or line separator stands as itself.
final class JsonText {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final int LONGEST_PLAIN = 40;

    private final StringBuilder out = new StringBuilder(1024);

    JsonText raw(String json) {
        out.append(json);
        return this;
    }

    /// Plain scalars that look like numbers, `true`, `false` or nothing are these; all else is text.
    JsonText yaml(YamlValue value) {
        switch (value) {
            case YamlValue.Scalar s -> scalar(s);
            case YamlValue.Sequence s -> {
                String before = "[";
                for (YamlValue item : s.items()) {
                    raw(before).yaml(item);
                    before = ",";
                }
                raw(s.items().isEmpty() ? "[]" : "]");
            }
            case YamlValue.Mapping m -> {
                String before = "{";
                for (YamlValue.Entry entry : m.entries()) {
                    raw(before).text(entry.key()).raw(":").yaml(entry.value());
                    before = ",";
                }
                raw(m.entries().isEmpty() ? "{}" : "}");
            }
        }
        return this;
    }

    private void scalar(YamlValue.Scalar s) {
        boolean literal = !s.quoted()
                && (s.text().equals("true")
                        || s.text().equals("false")
                        || NUMBER.matcher(s.text()).matches());
        if (s.isNull()) {
            raw("null");
        } else if (literal) {
            raw(s.text());
        } else {
            text(s.text());
        }
    }

    /// A value of a row. Moments are in the site's time, without zone: what the reader's chart is to show.
    JsonText value(@Nullable Object value, Formats formats, int longestText) {
        switch (value) {
            case null -> raw("null");
            case Double d -> raw(Double.isFinite(d) ? Formats.plain(d + 0.0) : "null");
            case BigDecimal d -> raw(d.precision() > LONGEST_PLAIN ? d.toString() : Formats.plain(d));
            case Long l -> raw(l.toString());
            case BigInteger i -> raw(i.toString());
            case Boolean b -> raw(b.toString());
            case LocalDate d -> text(d.toString());
            case LocalDateTime t -> text(t.toString());
            case OffsetDateTime t ->
                text(t.atZoneSameInstant(formats.zone()).toLocalDateTime().toString());
            default -> {
                String text = Formats.plain(value);
                text(text.length() > longestText ? text.substring(0, longestText) + "…" : text);
            }
        }
        return this;
    }

    JsonText text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&';
            boolean letter = c >= 0xA0 && c != 0x2028 && c != 0x2029 && c < 0xFFFE && isWhole(text, i);
            if (plain || letter) {
                out.append(c);
            } else {
                String digits = Integer.toHexString(c);
                out.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
            }
        }
        out.append('"');
        return this;
    }

    /// Not half of a surrogate pair.
    private static boolean isWhole(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        return !Character.isLowSurrogate(c) || (i > 0 && Character.isHighSurrogate(text.charAt(i - 1)));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
