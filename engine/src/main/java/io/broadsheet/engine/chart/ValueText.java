package io.broadsheet.engine.chart;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.engine.format.ValueFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes the values of one axis: short and round beside ticks, exact in tooltips.
///
/// @param unit follows exact values: `명`; may be empty
record ValueText(Formats formats, Optional<ValueFormat> format, String unit) {
    private static final BigDecimal LARGEST_IN_WORDS = new BigDecimal("1e18");
    private static final BigDecimal SMALLEST_PLAIN = new BigDecimal("1e-6");
    private static final BigDecimal TWO_DECIMALS = new BigDecimal("0.01");
    private static final int TICK_DECIMALS = 12;
    private static final int SHORT_DECIMALS = 2;

    static ValueText plain(Formats formats) {
        return new ValueText(formats, Optional.empty(), "");
    }

    /// A round number, with as many decimals as it has: 0.5, 1.25만, 12K, 5%.
    String tick(BigDecimal value) {
        if (isExtreme(value)) {
            return scientific(value);
        }
        return isFiner(value) ? inFull(value) : inShort(value);
    }

    private String inShort(BigDecimal value) {
        return switch (kind()) {
            case PERCENT ->
                formats.percent(value, Math.max(0, value.stripTrailingZeros().scale() - 2));
            case MONEY, MONEY_COMPACT -> trimmed(formats.moneyCompact(value, TICK_DECIMALS));
            default -> trimmed(formats.compact(value, TICK_DECIMALS));
        };
    }

    private String inFull(BigDecimal value) {
        return switch (kind()) {
            case PERCENT -> inShort(value);
            case MONEY, MONEY_COMPACT -> trimmed(formats.money(value, TICK_DECIMALS));
            default -> trimmed(formats.number(value, TICK_DECIMALS));
        };
    }

    /// Whether the short form saves nothing: 100.000015만 is 1,000,000.15.
    private boolean isFiner(BigDecimal value) {
        return !isExtreme(value)
                && decimals(inShort(value)) > SHORT_DECIMALS
                && decimals(inFull(value)) < decimals(inShort(value));
    }

    private int decimals(String text) {
        int at = text.lastIndexOf(point());
        int end = at + 1;
        while (at >= 0 && end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return at < 0 ? 0 : end - at - 1;
    }

    private char point() {
        return formats.number(BigDecimal.valueOf(0.5), 1).charAt(1);
    }

    /// Round numbers along an axis, all short or all in full. Of money only the last says its currency, which would
    /// repeat itself beside each.
    List<String> ticks(List<BigDecimal> values) {
        ValueText plain = new ValueText(formats, Optional.empty(), "");
        boolean money = kind() == ValueFormat.Kind.MONEY || kind() == ValueFormat.Kind.MONEY_COMPACT;
        boolean full = values.stream().anyMatch(this::isFiner);
        List<String> ticks = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            boolean last = i == values.size() - 1;
            ticks.add((money && !last ? plain : this).tick(values.get(i), full));
        }
        return ticks;
    }

    private String tick(BigDecimal value, boolean full) {
        return full && !isExtreme(value) ? inFull(value) : tick(value);
    }

    /// Round numbers along a number axis, where 2021 may be a year: no grouping under 10,000.
    List<Tick> positions(List<BigDecimal> values) {
        boolean full = values.stream().anyMatch(v -> !isUngrouped(v) && isFiner(v));
        return values.stream()
                .map(v -> Tick.of(NumberTicks.finite(v), isUngrouped(v) ? v.toPlainString() : tick(v, full)))
                .toList();
    }

    private boolean isUngrouped(BigDecimal value) {
        boolean small = value.abs().compareTo(BigDecimal.valueOf(10_000)) < 0;
        return format.isEmpty() && small && !isExtreme(value);
    }

    /// The same for any number of a column along x.
    String name(Number value) {
        BigDecimal decimal = BigDecimal.valueOf(value.doubleValue());
        boolean small = decimal.abs().compareTo(BigDecimal.valueOf(10_000)) < 0;
        boolean whole = decimal.stripTrailingZeros().scale() <= 0;
        return format.isEmpty() && small && whole ? Long.toString(value.longValue()) : written(value);
    }

    /// The value in full, with its unit.
    String exact(@Nullable Number value) {
        return value == null ? Formats.MISSING : withUnit(written(value));
    }

    /// The value in a few characters: beside a bar, in a cell.
    String brief(Number value) {
        BigDecimal decimal = BigDecimal.valueOf(value.doubleValue());
        if (isExtreme(decimal)) {
            return scientific(decimal);
        }
        return switch (kind()) {
            case PERCENT -> written(value);
            case MONEY, MONEY_COMPACT -> formats.moneyCompact(value, -1);
            default -> formats.compact(value, -1);
        };
    }

    /// The value as its format writes it, without the unit.
    String written(Number value) {
        BigDecimal decimal = BigDecimal.valueOf(value.doubleValue());
        if (format.isPresent()) {
            return formats.write(format.get(), value);
        }
        if (isExtreme(decimal)) {
            return scientific(decimal);
        }
        boolean needsDigits = decimal.signum() != 0 && decimal.abs().compareTo(TWO_DECIMALS) < 0;
        return needsDigits ? trimmed(formats.number(decimal.round(new MathContext(3)), 9)) : formats.number(value, -1);
    }

    String withUnit(String text) {
        boolean apart = !unit.isEmpty() && Character.isLetter(unit.charAt(0)) && unit.charAt(0) < 0x250;
        return apart ? text + " " + unit : text + unit;
    }

    private ValueFormat.Kind kind() {
        return format.map(ValueFormat::kind).orElse(ValueFormat.Kind.NUMBER);
    }

    private static boolean isExtreme(BigDecimal value) {
        BigDecimal size = value.abs();
        return size.signum() != 0 && (size.compareTo(LARGEST_IN_WORDS) >= 0 || size.compareTo(SMALLEST_PLAIN) < 0);
    }

    /// 2.5e300
    private static String scientific(BigDecimal value) {
        BigDecimal rounded = value.round(new MathContext(3)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /// Without the zeros that end its fraction.
    private String trimmed(String text) {
        int at = text.lastIndexOf(point());
        if (at < 0) {
            return text;
        }
        int end = at + 1;
        int keep = at;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
            keep = text.charAt(end - 1) == '0' ? keep : end;
        }
        return text.substring(0, keep) + text.substring(end);
    }
}
