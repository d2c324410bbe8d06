package io.broadsheet.cli.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes JSON: maps, lists, text, numbers, booleans and null; anything else as its text, which gives dates
/// and times in ISO form. Numbers keep every digit; NaN and the infinities, which JSON lacks, are null. Its
/// few lines spare a command the loading of a JSON library.
public final class Json {
    private Json() {}

    public static String of(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    public static void write(@Nullable Object value, Appendable out) {
        try {
            append(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(@Nullable Object value, Appendable out) throws IOException {
        switch (value) {
            case null -> out.append("null");
            case Boolean b -> out.append(b.toString());
            case Double d -> out.append(Double.isFinite(d) ? d.toString() : "null");
            case BigDecimal d -> out.append(decimal(d));
            case Number n -> out.append(n.toString());
            case Map<?, ?> map -> object(map, out);
            case List<?> list -> array(list, out);
            default -> text(value.toString(), out);
        }
    }

    /// Plain digits, unless a huge exponent would make them pages long.
    private static String decimal(BigDecimal value) {
        return Math.abs((long) value.scale()) > 60 ? value.toString() : value.toPlainString();
    }

    private static void object(Map<?, ?> map, Appendable out) throws IOException {
        out.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<?, ?> entry = i.next();
            text(String.valueOf(entry.getKey()), out);
            out.append(':');
            append(entry.getValue(), out);
            out.append(i.hasNext() ? "," : "");
        }
        out.append('}');
    }

    private static void array(List<?> list, Appendable out) throws IOException {
        out.append('[');
        for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
            append(i.next(), out);
            out.append(i.hasNext() ? "," : "");
        }
        out.append(']');
    }

    private static void text(String text, Appendable out) throws IOException {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> character(text, i, out);
            }
        }
        out.append('"');
    }

    /// Controls, line separators and halves of surrogate pairs go as `\\uXXXX`; all else as it is.
    private static void character(String text, int at, Appendable out) throws IOException {
        char c = text.charAt(at);
        boolean escaped = c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029 || isHalf(text, at);
        if (!escaped) {
            out.append(c);
            return;
        }
        String hex = Integer.toHexString(c);
        out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
    }

    private static boolean isHalf(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
