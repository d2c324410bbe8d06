package io.broadsheet.engine.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Numbers, days and moments as programs exchange them: `51024`, `0.078532`, `2021-10-25`. What a page's script sorts
/// by and saves, where the text that readers see says less.
public final class PlainText {
    private static final int DECIMALS = 6;
    private static final int MOST_DIGITS = 60;
    private static final double SMALLEST = 1e-3;
    private static final double LARGEST = 1e15;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private PlainText() {}

    /// The value; empty for text, for what is missing and for what has no such form. Fractions have six decimals; a
    /// list has blanks between.
    public static String of(@Nullable Object value) {
        return switch (value) {
            case Double d -> Double.isFinite(d) ? decimal(d) : "";
            case Float f -> Float.isFinite(f) ? decimal(f) : "";
            case BigDecimal d -> decimal(d);
            case Number n -> n.toString();
            case LocalDate d -> d.toString();
            case LocalDateTime t -> MOMENT.format(t);
            case OffsetDateTime t -> MOMENT.format(t);
            case LocalTime t -> t.toString();
            case List<?> list -> list.stream().map(PlainText::of).collect(Collectors.joining(" "));
            case null, default -> "";
        };
    }

    private static String decimal(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        boolean isLong = Math.abs((long) value.scale()) > MOST_DIGITS || value.precision() > MOST_DIGITS;
        return isLong
                ? Double.toString(value.doubleValue())
                : value.stripTrailingZeros().toPlainString();
    }

    private static String decimal(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < LARGEST) {
            return Long.toString((long) value);
        }
        return size < SMALLEST || size >= LARGEST
                ? Double.toString(value)
                : BigDecimal.valueOf(value)
                        .setScale(DECIMALS, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /// The value where `shown` can't be read back as it, by taking its digits, point and minus (and a percent sign for
    /// a hundredth); empty where it can.
    public static String unlessRead(@Nullable Object value, String shown) {
        String plain = of(value);
        if (plain.isEmpty() || plain.equals(shown)) {
            return "";
        }
        if (!(value instanceof Number n)) {
            return plain;
        }
        boolean percent = shown.endsWith("%");
        return reads(shown, percent ? of(n.doubleValue() * 100) : plain) ? "" : plain;
    }

    private static boolean reads(String shown, String plain) {
        int at = 0;
        boolean point = plain.indexOf('.') >= 0;
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-') {
                continue;
            }
            if (at < plain.length()) {
                if (plain.charAt(at++) != c) {
                    return false;
                }
            } else if (c == '.' && !point) {
                point = true;
            } else if (c != '0' || !point) {
                return false;
            }
        }
        return at == plain.length();
    }
}
