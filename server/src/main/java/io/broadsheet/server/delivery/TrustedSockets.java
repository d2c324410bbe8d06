package io.broadsheet.server.delivery;

import io.broadsheet.engine.ProjectException;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Sockets of TLS that trust the certificates that Java knows and those of a file.
final class TrustedSockets {
    private TrustedSockets() {}

    /// @throws ProjectException if the file can't be read or holds no certificate
    static SSLSocketFactory of(Optional<Path> trust) {
        try {
            return trust.isEmpty()
                    ? SSLContext.getDefault().getSocketFactory()
                    : context(managers(store(trust.get()))).getSocketFactory();
        } catch (NoSuchFileException e) {
            throw wrong("there is no file " + e.getMessage());
        } catch (GeneralSecurityException | IOException e) {
            throw wrong(trust.map(Path::toString).orElse("") + " holds no certificates: " + e.getMessage());
        }
    }

    private static ProjectException wrong(String what) {
        return new ProjectException(List.of(new Problem(
                ProblemCode.BAD_VALUE,
                SourceText.of("broadsheet.yaml", "").whole(),
                "trust under mail: " + what,
                "Name a file in PEM with the mail server's certificate, or that of who signed it")));
    }

    private static Collection<? extends Certificate> read(Path file) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }

    private static KeyStore store(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : read(file)) {
            store.setCertificateEntry("own-" + number++, certificate);
        }
        if (number == 0) {
            throw new IOException("it is empty");
        }
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager known) {
                for (X509Certificate certificate : known.getAcceptedIssuers()) {
                    store.setCertificateEntry("known-" + number++, certificate);
                }
            }
        }
        return store;
    }

    /// @param store null for what Java knows
    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
