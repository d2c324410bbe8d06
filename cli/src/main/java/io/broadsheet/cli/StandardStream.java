package io.broadsheet.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Standard output or error, always in UTF-8: a container without a locale would turn 한글 into question marks. Remembers
/// why it could not be written, which [PrintStream] does not tell.
final class StandardStream extends FileOutputStream {
    private static final int BUFFER = 1 << 14;

    private Optional<String> failure = Optional.empty();

    StandardStream(FileDescriptor descriptor) {
        super(descriptor);
    }

    PrintStream printing(boolean lineByLine) {
        return new PrintStream(new BufferedOutputStream(this, BUFFER), lineByLine, StandardCharsets.UTF_8);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            super.write(bytes, offset, length);
        } catch (IOException e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /// Why what was written did not arrive. A reader that has seen enough, such as `head`, is none.
    Optional<String> failure() {
        return failure.isEmpty() || failure.get().contains("Broken pipe") ? Optional.empty() : failure;
    }
}
