package io.broadsheet.server.command;

import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.project.AlertSpec;
import io.broadsheet.engine.project.MailSpec;
import io.broadsheet.engine.project.Operations;
import io.broadsheet.engine.project.Project;
import io.broadsheet.engine.project.ServerSpec;
import io.broadsheet.engine.project.StoreSpec;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Properties;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/// Looks at everything a server needs before it is needed. Changes nothing and sends nothing.
final class Doctor {
    private static final int PATIENCE_MS = 5_000;

    private final List<Finding> findings = new ArrayList<>();
    private final Project project;
    private final Operations operations;

    private Doctor(Project project) {
        this.project = project;
        this.operations = project.operations();
    }

    /// @param detail why it is not well, or what was found
    record Finding(String what, boolean isWell, String detail) {}

    /// @throws io.broadsheet.engine.ProjectException with all that is wrong with broadsheet.yaml
    static List<Finding> examine(Path folder) {
        try (ReportEngine engine = ReportEngine.open(folder)) {
            Doctor doctor = new Doctor(engine.project());
            doctor.reports(engine);
            doctor.database();
            doctor.store();
            doctor.mail();
            doctor.alerts();
            doctor.server();
            return List.copyOf(doctor.findings);
        }
    }

    private void well(String what, String detail) {
        findings.add(new Finding(what, true, detail));
    }

    private void ill(String what, String detail) {
        findings.add(new Finding(what, false, project.secrets().redact(detail)));
    }

    private void reports(ReportEngine engine) {
        List<Problem> problems = engine.check();
        if (problems.stream().anyMatch(Problem::isError)) {
            ill(
                    "reports",
                    "broadsheet check has something to say: "
                            + problems.getFirst().message());
        } else {
            well("reports", project.reports().size() + " without a problem");
        }
        try {
            well("sites", engine.sites().size() + " in the list");
        } catch (RuntimeException e) {
            ill("sites", String.valueOf(e.getMessage()));
        }
        if (operations.schedules().isEmpty()) {
            ill("schedules", "none: nothing is issued by itself");
        } else {
            well("schedules", String.join(", ", operations.schedules().keySet()));
        }
    }

    private void database() {
        ServerSpec server = operations.server();
        if (server.database().isEmpty()) {
            well("database", "embedded, for one process");
            return;
        }
        Properties properties = new Properties();
        server.databaseUser().ifPresent(u -> properties.setProperty("user", u));
        server.databasePassword().ifPresent(p -> properties.setProperty("password", p));
        properties.setProperty("connectTimeout", "5");
        try (Connection connection =
                DriverManager.getConnection(server.database().get(), properties)) {
            well("database", connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException e) {
            ill("database", String.valueOf(e.getMessage()));
        }
    }

    private void store() {
        StoreSpec store = operations.store();
        if (!store.url().startsWith("file:")) {
            store.endpoint().ifPresentOrElse(e -> reach("store", e), () -> well("store", store.url()));
            return;
        }
        Path folder = project.folder()
                .resolve(store.url().substring("file:".length()))
                .normalize();
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".doctor", ""));
            well("store", folder.toString());
        } catch (IOException e) {
            ill("store", "can't write into " + folder);
        }
    }

    private void mail() {
        MailSpec mail = operations.mail();
        if (mail.via() == MailSpec.Via.LOG) {
            ill("mail", "via: log; nothing leaves");
            return;
        }
        if (mail.via() == MailSpec.Via.STIBEE) {
            reach("mail", mail.url().orElse(""));
        } else {
            reach("mail", mail.host(), mail.port());
        }
        try {
            String address = new InternetAddress(mail.from(), true).getAddress();
            domain(address.substring(address.indexOf('@') + 1));
        } catch (AddressException e) {
            ill("mail from", String.valueOf(e.getMessage()));
        }
    }

    /// Receivers refuse mail of a domain that names no senders.
    @SuppressWarnings("JdkObsolete") // JNDI's own type
    private void domain(String domain) {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        environment.put("com.sun.jndi.dns.timeout.initial", "2000");
        environment.put("com.sun.jndi.dns.timeout.retries", "1");
        try {
            boolean spf = hasText(environment, domain, "v=spf1");
            boolean dmarc = hasText(environment, "_dmarc." + domain, "v=DMARC1");
            if (spf && dmarc) {
                well("mail domain", domain + " has SPF and DMARC");
            } else {
                ill(
                        "mail domain",
                        domain + " has no " + (spf ? "DMARC" : dmarc ? "SPF" : "SPF and no DMARC") + " record");
            }
        } catch (NamingException e) {
            ill("mail domain", "the records of " + domain + " can't be asked for");
        }
    }

    /// A question to the DNS, for a name of our own configuration; no object is read.
    @SuppressWarnings({"BanJNDI", "JdkObsolete"}) // JNDI's own type
    private static boolean hasText(Hashtable<String, String> environment, String name, String begin)
            throws NamingException {
        InitialDirContext context = new InitialDirContext(environment);
        try {
            Attribute texts = context.getAttributes(name, new String[] {"TXT"}).get("TXT");
            for (int i = 0; texts != null && i < texts.size(); i++) {
                if (String.valueOf(texts.get(i)).replace("\"", "").startsWith(begin)) {
                    return true;
                }
            }
            return false;
        } catch (javax.naming.NameNotFoundException e) {
            return false;
        } finally {
            context.close();
        }
    }

    private void alerts() {
        AlertSpec alerts = operations.alerts();
        if (alerts.slack().isEmpty() && alerts.webhook().isEmpty()) {
            ill("alerts", "none: nobody is told when a run breaks");
            return;
        }
        alerts.slack().ifPresent(url -> reach("alerts to Slack", url));
        alerts.webhook().ifPresent(url -> reach("alerts to a webhook", url));
    }

    private void server() {
        ServerSpec server = operations.server();
        if (server.url().equals(ServerSpec.DEFAULT_URL)) {
            ill("server url", "the default, " + server.url() + ": links in mails lead nowhere");
        } else if (server.url().startsWith("http://")) {
            ill("server url", server.url() + " is not encrypted");
        } else {
            well("server url", server.url());
        }
    }

    private void reach(String what, String address) {
        URI uri = URI.create(address);
        int port = uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        reach(what, String.valueOf(uri.getHost()), port);
    }

    private void reach(String what, String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MS);
            well(what, host + ":" + port + " answers");
        } catch (UnknownHostException e) {
            ill(what, "no host is named " + host);
        } catch (IOException e) {
            ill(what, host + ":" + port + " does not answer");
        }
    }
}
