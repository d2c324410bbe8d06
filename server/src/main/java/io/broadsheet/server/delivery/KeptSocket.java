package io.broadsheet.server.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// The socket below an SMTP connection, encrypted or not, so that its timeout can change and another thread can cut it.
final class KeptSocket {
    private static final String ONLY_UNCONNECTED = "only unconnected sockets";

    private volatile @Nullable Socket socket;

    private Socket make() {
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

    /// Makes it, for a connection that begins in plain text.
    SocketFactory plain() {
        return new Plain();
    }

    /// Makes it, for a connection that begins with TLS; the library connects it, and then asks for TLS over it.
    SSLSocketFactory encrypted(SSLSocketFactory tls) {
        return new Encrypted(tls);
    }

    private final class Plain extends SocketFactory {
        @Override
        public Socket createSocket() {
            return make();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException(ONLY_UNCONNECTED);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            throw new IOException(ONLY_UNCONNECTED);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw new IOException(ONLY_UNCONNECTED);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            throw new IOException(ONLY_UNCONNECTED);
        }
    }

    private final class Encrypted extends SSLSocketFactory {
        private final SSLSocketFactory tls;

        Encrypted(SSLSocketFactory tls) {
            this.tls = tls;
        }

        @Override
        public Socket createSocket() {
            return make();
        }

        @Override
        public Socket createSocket(Socket below, String host, int port, boolean autoClose) throws IOException {
            return tls.createSocket(below, host, port, autoClose);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException(ONLY_UNCONNECTED);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            throw new IOException(ONLY_UNCONNECTED);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw new IOException(ONLY_UNCONNECTED);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            throw new IOException(ONLY_UNCONNECTED);
        }
    }
}
