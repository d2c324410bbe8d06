package io.broadsheet.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// An HTTP server that answers requests one after another as a test says: `200 body`, `429 slow|Retry-After: 7`,
/// `CUT` (ends the connection behind the request), `STALL` (says nothing). What
/// nobody said is answered with 200. Requests are kept, headers and body.
public final class ScriptedHttp implements AutoCloseable {
    private final ServerSocket server;
    private final ConcurrentLinkedQueue<String> script = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    public final List<String> requests = new CopyOnWriteArrayList<>();

    public ScriptedHttp() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    public int port() {
        return server.getLocalPort();
    }

    public ScriptedHttp then(String... answers) {
        script.addAll(List.of(answers));
        return this;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            requests.add(request(socket.getInputStream()));
            String answer = script.isEmpty() ? "200 ok" : script.remove();
            if (answer.equals("STALL")) {
                closed.await();
            } else if (!answer.equals("CUT")) {
                String[] parts = answer.split("\\|", -1);
                String body = parts[0].substring(4);
                StringBuilder head =
                        new StringBuilder("HTTP/1.1 " + parts[0].substring(0, 3) + " x\r\nConnection: close\r\n");
                for (int i = 1; i < parts.length; i++) {
                    head.append(parts[i]).append("\r\n");
                }
                head.append("Content-Length: ")
                        .append(body.length())
                        .append("\r\n\r\n")
                        .append(body);
                socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            }
        } catch (IOException | InterruptedException e) {
            // The client went, or the test is over.
        }
    }

    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("no request");
            }
            head.write(b);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines()
                .filter(l -> l.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(l -> Integer.parseInt(l.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
