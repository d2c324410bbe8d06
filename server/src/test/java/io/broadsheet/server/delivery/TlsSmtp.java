package io.broadsheet.server.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/// A real mail server that is spoken to over TLS only, with a certificate that it signed itself.
final class TlsSmtp implements SimpleMessageListener, AutoCloseable {
    private static final String PASSWORD = "changeit";

    final List<String> messages = new CopyOnWriteArrayList<>();
    final Path certificate;
    private final SMTPServer server;

    /// @param startTls whether it begins in plain text; else with TLS
    /// @param name that its certificate is for, as `ip:127.0.0.1`
    TlsSmtp(Path folder, boolean startTls, String name) {
        String file = name.replaceAll("\\W", "-");
        certificate = folder.resolve(file + ".pem");
        Path keys = folder.resolve(file + ".p12");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=mail", "-ext", "san=" + name, "-keystore", keys);
        keytool("-exportcert", "-rfc", "-file", certificate, "-keystore", keys);
        SSLContext context = context(keys);
        SMTPServer.Builder builder = new SMTPServer.Builder()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0)
                .simpleMessageListener(this);
        server = startTls
                ? builder.enableTLS()
                        .requireTLS()
                        .startTlsSocketFactory(socket -> overTls(context, socket))
                        .build()
                : builder.serverSocketFactory(context).build();
        server.start();
    }

    private static SSLSocket overTls(SSLContext context, Socket socket) throws IOException {
        InetSocketAddress client = (InetSocketAddress) socket.getRemoteSocketAddress();
        SSLSocket tls = (SSLSocket)
                context.getSocketFactory().createSocket(socket, client.getHostString(), socket.getPort(), true);
        tls.setUseClientMode(false);
        return tls;
    }

    private static void keytool(Object... arguments) {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        command.addAll(List.of("-storepass", PASSWORD, "-alias", "mail"));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext context(Path keys) {
        try (InputStream in = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getPortAllocated();
    }

    @Override
    public boolean accept(String from, String recipient) {
        return true;
    }

    @Override
    public void deliver(String from, String recipient, InputStream data) throws IOException {
        messages.add(new String(data.readAllBytes(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop();
    }
}
