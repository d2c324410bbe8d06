package io.broadsheet.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A TCP line to a server behind it that a test can break: refused, gone silent, cut in the middle, or slow.
final class Wire implements AutoCloseable {
    enum State {
        WHOLE,
        /// Whoever comes is sent away, and so is who is there.
        REFUSING,
        /// Nothing arrives any more, and nothing says so.
        SILENT,
        /// Each connection ends after some bytes.
        CUTTING
    }

    private static final int CUT_AFTER = 700;

    private final ServerSocket server;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile State state = State.WHOLE;
    private volatile Duration delay = Duration.ZERO;
    private final AtomicInteger swallowed = new AtomicInteger();

    Wire(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /// Who is connected feels it too.
    void is(State newState) {
        state = newState;
        if (newState == State.REFUSING) {
            sockets.forEach(Wire::reset);
        }
    }

    /// How many pieces of what clients said were kept back by the silence.
    int swallowed() {
        return swallowed.get();
    }

    /// Each piece of what the client sends takes so long.
    void delay(Duration each) {
        delay = each;
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It was closed already.
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (state == State.REFUSING) {
                    reset(client);
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // Closed, or nobody is behind.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket behind = new Socket();
        sockets.add(client);
        sockets.add(behind);
        try {
            behind.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException e) {
            reset(client);
            throw e;
        }
        Thread.ofVirtual().start(() -> pump(client, behind, true));
        Thread.ofVirtual().start(() -> pump(behind, client, false));
    }

    private void pump(Socket from, Socket to, boolean asking) {
        byte[] buffer = new byte[1 << 13];
        int passed = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read = in.read(buffer);
            while (read >= 0) {
                if (asking) {
                    LockSupport.parkNanos(delay.toNanos());
                }
                if (asking && state == State.SILENT) {
                    swallowed.incrementAndGet();
                }
                while (state == State.SILENT && !server.isClosed()) {
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
                if (asking && state == State.CUTTING && passed + read > CUT_AFTER) {
                    out.write(buffer, 0, Math.max(0, CUT_AFTER - passed));
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
                passed += read;
                read = in.read(buffer);
            }
        } catch (IOException e) {
            // One of the two went.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            sockets.forEach(Wire::reset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
