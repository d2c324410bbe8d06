package io.broadsheet.server.demo;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/// A mail server that keeps what it gets and passes nothing on: files in a folder. Thread-safe.
final class CaughtMail implements SimpleMessageListener, AutoCloseable {
    private static final String ENDING = ".eml";

    private final Path folder;
    private final SMTPServer server;
    private final AtomicInteger number;

    private CaughtMail(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.number =
                new AtomicInteger(numbers().stream().mapToInt(n -> n).max().orElse(0));
        this.server = new SMTPServer.Builder()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0)
                .simpleMessageListener(this)
                .build();
    }

    static CaughtMail start(Path folder) throws IOException {
        CaughtMail mail = new CaughtMail(folder);
        mail.server.start();
        return mail;
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
        int mine = number.incrementAndGet();
        Path part = folder.resolve(mine + ".part");
        Files.copy(data, part);
        Files.move(part, folder.resolve(mine + ENDING));
    }

    private List<Integer> numbers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> n.matches("\\d{1,9}\\.eml"))
                    .map(n -> Integer.parseInt(n.substring(0, n.length() - ENDING.length())))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    /// One mail.
    ///
    /// @param html empty where it has none
    record Caught(int number, String from, String to, String subject, String date, String html, String text) {}

    /// The latest first.
    List<Caught> latest(int most) {
        try {
            List<Caught> caught = new ArrayList<>();
            for (int n : numbers().stream().limit(most).toList()) {
                find(n).ifPresent(caught::add);
            }
            return caught;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Caught> find(int wanted) {
        Path file = folder.resolve(wanted + ENDING);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
            return Optional.of(new Caught(
                    wanted,
                    line(message, "From"),
                    line(message, "To"),
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    line(message, "Date"),
                    withPictures(body(message, "text/html").orElse(""), message),
                    body(message, "text/plain").orElse("")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException("a caught mail can't be read", e);
        }
    }

    private static String line(MimeMessage message, String header) throws MessagingException, IOException {
        String value = message.getHeader(header, ", ");
        return value == null ? "" : jakarta.mail.internet.MimeUtility.decodeText(value);
    }

    /// A browser knows no `cid:`: pictures of the mail become part of its HTML.
    private static String withPictures(String html, Part part) throws MessagingException, IOException {
        String shown = html;
        if (part.isMimeType("multipart/*")) {
            Multipart parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                shown = withPictures(shown, parts.getBodyPart(i));
            }
        } else if (part.isMimeType("image/png") && part instanceof MimePart picture && picture.getContentID() != null) {
            String id = picture.getContentID().replaceAll("[<>]", "");
            String data =
                    Base64.getEncoder().encodeToString(part.getInputStream().readAllBytes());
            shown = shown.replace("cid:" + id + "\"", "data:image/png;base64," + data + "\"");
        }
        return shown;
    }

    private static Optional<String> body(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Optional.of(String.valueOf(part.getContent()));
        }
        if (part.isMimeType("multipart/*")) {
            Multipart parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                Optional<String> found = body(inner, type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        server.stop();
    }
}
