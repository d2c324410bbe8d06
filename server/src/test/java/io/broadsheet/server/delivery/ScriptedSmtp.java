package io.broadsheet.server.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// An SMTP server that does at each step what a test says: an answer such as `450 later`, `CUT` (ends the
/// connection), or `STALL` (says nothing more). Steps are GREETING, EHLO, MAIL, RCPT, DATA, BODY (in the middle of the
/// message) and DOT (after its end). What it took is kept.
final class ScriptedSmtp implements AutoCloseable {
    static final String CUT = "CUT";
    static final String STALL = "STALL";
    private static final int MIDDLE = 5;

    private final ServerSocket server;
    private final Map<String, String> script = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<String> commands = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();

    ScriptedSmtp() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    ScriptedSmtp at(String step, String answer) {
        script.put(step, answer);
        return this;
    }

    void healed() {
        script.clear();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            if (!say(out, "GREETING", "220 here")) {
                return;
            }
            Optional<String> line = Optional.ofNullable(in.readLine());
            while (line.isPresent()) {
                String command = line.get().split("[ :]", -1)[0];
                commands.add(line.get());
                boolean goOn = switch (command) {
                    case "EHLO" -> say(out, "EHLO", "250-here\r\n250 8BITMIME");
                    case "DATA" -> data(in, out);
                    case "QUIT" -> {
                        say(out, "QUIT", "221 bye");
                        yield false;
                    }
                    default -> say(out, command, "250 fine");
                };
                if (!goOn) {
                    return;
                }
                line = Optional.ofNullable(in.readLine());
            }
        } catch (IOException | InterruptedException e) {
            // The client went, or the test is over.
        }
    }

    private boolean data(BufferedReader in, OutputStream out) throws IOException, InterruptedException {
        if (!say(out, "DATA", "354 go on")) {
            return false;
        }
        if (script.getOrDefault("DATA", "354").charAt(0) != '3') {
            return true;
        }
        StringBuilder message = new StringBuilder();
        int lines = 0;
        String line = String.valueOf(in.readLine());
        while (!line.equals(".") && !line.equals("null")) {
            message.append(line).append("\r\n");
            if (++lines == MIDDLE && script.containsKey("BODY")) {
                return say(out, "BODY", "");
            }
            line = String.valueOf(in.readLine());
        }
        if (line.equals(".")) {
            messages.add(message.toString());
        }
        return say(out, "DOT", "250 taken");
    }

    private boolean say(OutputStream out, String step, String usual) throws IOException, InterruptedException {
        String answer = script.getOrDefault(step, usual);
        if (answer.equals(CUT)) {
            return false;
        }
        if (answer.equals(STALL)) {
            closed.await();
            return false;
        }
        out.write((answer.replace("|CUT", "") + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return !answer.endsWith("|CUT");
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
