package io.broadsheet.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Maps any text, such as a site's id, to the name of one folder or file: safe on every file system, readable, and
/// different for different texts.
///
/// Letters and digits of any script, `-`, `_` and `.` stay: plain ids and 한글 are their own names. All else is written
/// as the percent signs and hexadecimal digits of its UTF-8 bytes, and so is the first character of a name
/// that begins with `.` or `-`, the last of one that ends with `.`, and the first of a name that Windows
/// keeps for devices (`CON`). Text that Unicode counts equal to another (not in form NFC) is written in bytes
/// too. The empty text is `%empty`. A name over 200 bytes keeps its beginning and ends with `%~` and the
/// text's SHA-256.
///
/// Case is kept. Where a file system takes `Shop` and `shop` for one, [PageFolder] refuses the second.
final class FileNames {
    private static final String EMPTY = "%empty";
    private static final String SHORTENED = "%~";
    private static final int MOST_BYTES = 200;
    private static final int KEPT_BYTES = 120;
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "conin", "conout");

    private FileNames() {}

    /// The name for a text.
    static String of(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        String name = escaped(text, false);
        if (!isAscii(name) && !Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
            name = escaped(text, true);
        }
        return name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES ? name : shortened(name, text);
    }

    /// The text that a name stands for; empty for a shortened name and for one that [#of] does not give.
    static Optional<String> textOf(String name) {
        if (name.equals(EMPTY)) {
            return Optional.of("");
        }
        StringBuilder text = new StringBuilder(name.length());
        int at = 0;
        while (at < name.length()) {
            if (name.charAt(at) != '%') {
                text.append(name.charAt(at++));
                continue;
            }
            int end = at;
            while (end < name.length() && name.charAt(end) == '%') {
                end += 3;
            }
            if (end > name.length() || !appendDecoded(name.substring(at, end), text)) {
                return Optional.empty();
            }
            at = end;
        }
        return Optional.of(text.toString()).filter(t -> of(t).equals(name));
    }

    private static String escaped(String text, boolean asciiOnly) {
        boolean device = isDevice(text);
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            int next = at + Character.charCount(c);
            boolean first = at == 0 && (c == '.' || c == '-' || device);
            boolean last = next == text.length() && c == '.';
            if (first || last || !isSafe(c) || (asciiOnly && c > 0x7F)) {
                escape(c, out);
            } else {
                out.appendCodePoint(c);
            }
            at = next;
        }
        return out.toString();
    }

    private static boolean isSafe(int c) {
        if (c <= 0x7F) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.".indexOf(c) >= 0;
        }
        // Hangul fillers count as letters and show nothing.
        if (c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0) {
            return false;
        }
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /// `con`, `con.txt`, `lpt1`: what Windows opens as a device, wherever it stands.
    private static boolean isDevice(String text) {
        int dot = text.indexOf('.');
        String stem = (dot < 0 ? text : text.substring(0, dot)).toLowerCase(Locale.ROOT);
        return DEVICES.contains(stem)
                || (stem.length() == 4
                        && (stem.startsWith("com") || stem.startsWith("lpt"))
                        && "0123456789¹²³".indexOf(stem.charAt(3)) >= 0);
    }

    private static void escape(int c, StringBuilder out) {
        for (byte b : bytes(c)) {
            out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
    }

    /// UTF-8; half a surrogate pair, which UTF-8 has no bytes for, in the three bytes that it would have.
    private static byte[] bytes(int c) {
        return isSurrogate(c)
                ? new byte[] {(byte) (0xE0 | c >> 12), (byte) (0x80 | (c >> 6 & 0x3F)), (byte) (0x80 | (c & 0x3F))}
                : Character.toString(c).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /// Appends what `%XX%XX...` stands for; false if that is not what [#escape] writes.
    private static boolean appendDecoded(String escapes, StringBuilder out) {
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(escapes.replace("%", ""));
        } catch (IllegalArgumentException e) {
            return false;
        }
        for (int i = 0; i < bytes.length; ) {
            boolean half = i + 2 < bytes.length && bytes[i] == (byte) 0xED && (bytes[i + 1] & 0xE0) == 0xA0;
            if (half) {
                out.append((char) (0xD000 | (bytes[i + 1] & 0x3F) << 6 | (bytes[i + 2] & 0x3F)));
                i += 3;
                continue;
            }
            int end = i + 1;
            while (end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
                end++;
            }
            out.append(new String(bytes, i, end - i, StandardCharsets.UTF_8));
            i = end;
        }
        return true;
    }

    private static String shortened(String name, String text) {
        int end = 0;
        int bytes = 0;
        while (bytes < KEPT_BYTES) {
            int c = name.codePointAt(end);
            // An escape is kept whole or not at all.
            int length = c == '%' ? 3 : Character.charCount(c);
            bytes += c == '%' ? 3 : bytes(c).length;
            if (bytes <= KEPT_BYTES) {
                end += length;
            }
        }
        return name.substring(0, end) + SHORTENED + hash(text);
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(escaped(text, true).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c <= 0x7F);
    }
}
