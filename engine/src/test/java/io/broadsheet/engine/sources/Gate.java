package io.broadsheet.engine.sources;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// A way to a server that can be cut or clogged. It passes so many bytes from the server, then it does what it was
/// told.
final class Gate implements AutoCloseable {
    enum Then {
        /// closes both ends
        CUT,
        /// passes nothing any more and keeps the line open
        STALL
    }

    private final ServerSocket door;
    private final int serverPort;
    private final AtomicLong left;
    private final Then then;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    Gate(int serverPort, long bytes, Then then) throws IOException {
        this.serverPort = serverPort;
        this.left = new AtomicLong(bytes);
        this.then = then;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> pass(client, server, false));
                Thread.ofVirtual().start(() -> pass(server, client, true));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, boolean counted) {
        byte[] buffer = new byte[8192];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                long rest = counted ? left.addAndGet(-n) : left.get();
                if (rest < 0 && then == Then.CUT) {
                    shut();
                    return;
                }
                if (rest >= 0) {
                    out.write(buffer, 0, n);
                    out.flush();
                } else {
                    stall();
                }
            }
        } catch (IOException e) {
            shut();
        }
    }

    private synchronized void stall() {
        while (!closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void shut() {
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        door.close();
        shut();
    }
}
