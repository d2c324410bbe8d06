package io.broadsheet.server.command;

import io.broadsheet.cli.Broadsheet;
import io.broadsheet.server.BroadsheetServer;
import io.broadsheet.server.ServerOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Starts a server on a small project, asks it a few things and ends it, so that the JVM can keep the classes in its
/// cache. The launcher runs it once a build.
final class ServerTraining {
    private ServerTraining() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("broadsheet-training");
        try {
            Path project = folder.resolve("project");
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            Broadsheet.run(new String[] {"init", project.toString(), "--lang", "ko"}, nowhere, nowhere);
            try (BroadsheetServer server =
                    BroadsheetServer.start(ServerOptions.of(project).withPort(0))) {
                for (String path :
                        new String[] {"/actuator/health", "/console/login", "/portal", "/assets/tokens.css"}) {
                    System.out.println(ask(server.url() + path) + " " + path);
                }
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static int ask(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
