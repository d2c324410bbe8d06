package io.broadsheet.engine.source;

import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Reads an author's file as text, or says what keeps it from being text.
public final class SourceReader {
    /// The largest source file: a report is words and queries; data belongs in sources.
    public static final int DEFAULT_LARGEST_BYTES = 1_000_000;

    private SourceReader() {}

    /// Reads a file of the project.
    ///
    /// @param name what problems call the file: its path relative to the project
    public static Optional<SourceText> read(Path file, String name, Problems problems) {
        byte[] bytes;
        try {
            if (isTooLarge(Files.size(file), name, problems)) {
                return Optional.empty();
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            problems.add(
                    ProblemCode.UNREADABLE_FILE,
                    SourceText.of(name, "").whole(),
                    "the file can't be read: " + e.getClass().getSimpleName(),
                    "Check its name and its permissions");
            return Optional.empty();
        }
        return decode(bytes, name, problems);
    }

    /// Reads text that is not in its file yet, as if it were.
    public static Optional<SourceText> read(String text, String name, Problems problems) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return isTooLarge(bytes.length, name, problems) ? Optional.empty() : decode(bytes, name, problems);
    }

    private static boolean isTooLarge(long size, String name, Problems problems) {
        boolean tooLarge = size > DEFAULT_LARGEST_BYTES;
        if (tooLarge) {
            problems.add(
                    ProblemCode.TOO_LARGE,
                    SourceText.of(name, "").whole(),
                    name + " has " + size + " bytes; a source file may have " + DEFAULT_LARGEST_BYTES,
                    "Move data into files of a source");
        }
        return tooLarge;
    }

    /// Decodes UTF-8, without a byte order mark if there is one.
    public static Optional<SourceText> decode(byte[] bytes, String name, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        boolean marked = out.length() > 0 && out.charAt(0) == '\uFEFF';
        String text = (marked ? out.subSequence(1, out.length()) : out).toString();
        if (result.isError()) {
            boolean wide = bytes.length > 1 && (bytes[0] & 0xFE) == 0xFE && (bytes[1] & 0xFE) == 0xFE;
            SourceText readable = SourceText.of(name, text + "\uFFFD");
            problems.add(
                    ProblemCode.NOT_UTF8,
                    readable.span(text.length(), 1),
                    "the file is not UTF-8: byte " + (in.position() + 1) + " is 0x"
                            + Integer.toHexString(bytes[in.position()] & 0xFF).toUpperCase(Locale.ROOT),
                    wide
                            ? "It looks like UTF-16; save it as UTF-8"
                            : "Save it as UTF-8; Korean in EUC-KR or CP949 looks like this");
            return Optional.empty();
        }
        SourceText source = SourceText.of(name, text);
        int control = firstControl(text);
        if (control >= 0) {
            problems.add(
                    ProblemCode.CONTROL_CHARACTER,
                    source.span(control, 1),
                    String.format("a control character, U+%04X, stands here", (int) text.charAt(control)),
                    "Delete it; it can't be seen in most editors");
            return Optional.empty();
        }
        return Optional.of(source);
    }

    private static int firstControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean layout = c == '\n' || c == '\r' || c == '\t';
            if ((Character.isISOControl(c) && !layout) || isDirection(c)) {
                return i;
            }
        }
        return -1;
    }

    /// Marks that show text in another order than it has: what is read would not be what runs.
    private static boolean isDirection(char c) {
        return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    }
}
