package io.broadsheet.server.health;

import io.broadsheet.engine.project.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A stream of log lines in which secrets are replaced, whoever wrote them. Lines leave whole. Thread-safe.
public final class RedactedStream extends OutputStream {
    private static final int LONGEST = 1 << 20;

    private final OutputStream to;
    private final Secrets secrets;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private RedactedStream(OutputStream to, Secrets secrets) {
        this.to = to;
        this.secrets = secrets;
    }

    public static PrintStream of(OutputStream to, Secrets secrets) {
        return new PrintStream(new RedactedStream(to, secrets), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int value) throws IOException {
        line.write(value);
        if (value == '\n' || line.size() >= LONGEST) {
            pass();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    private void pass() throws IOException {
        to.write(secrets.redact(line.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        line.reset();
        to.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        pass();
    }
}
