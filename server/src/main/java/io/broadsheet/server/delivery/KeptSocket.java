package io.broadsheet.server.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/// The socket below an SMTP connection, so that its timeout can change and another thread can cut it.
final class KeptSocket extends SocketFactory {
    private volatile @Nullable Socket socket;

    @Override
    public Socket createSocket() {
        Socket made = new Socket();
        socket = made;
        return made;
    }

    void timeout(Duration timeout) {
        try {
            Optional<Socket> kept = Optional.ofNullable(socket);
            if (kept.isPresent() && !kept.get().isClosed()) {
                kept.get().setSoTimeout(Math.toIntExact(timeout.toMillis()));
            }
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    void cut() {
        try {
            Optional<Socket> kept = Optional.ofNullable(socket);
            if (kept.isPresent()) {
                kept.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("only unconnected sockets");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new IOException("only unconnected sockets");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("only unconnected sockets");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new IOException("only unconnected sockets");
    }
}
