package io.broadsheet.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can be known of the files under deploy/ without running a container.
@org.jspecify.annotations.NullUnmarked // What YAML has is looked up in maps; what is missing fails the test.
class DeployFilesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DEPLOY = ROOT.resolve("deploy");
    private static final ComposeFile PRODUCTION = ComposeFile.read(DEPLOY.resolve("compose.yaml"));
    private static final ComposeFile DEVELOPMENT = ComposeFile.read(DEPLOY.resolve("compose.dev.yaml"));
    private static final List<String> OURS = List.of("web", "worker", "scheduler");
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|passwd|secret|token|credential|_key|webhook).*");

    @TempDir
    Path folder;

    @Test
    void everyImageIsPinned() {
        for (ComposeFile file : List.of(PRODUCTION, DEVELOPMENT)) {
            file.services()
                    .forEach((name, service) -> assertPinned(
                            file.name() + " " + name, ComposeFile.text(service.getOrDefault("image", ""))));
        }
        dockerfile("FROM").forEach(from -> assertPinned("Dockerfile", from.replaceFirst(" AS .*", "")));
    }

    private static void assertPinned(String where, String image) {
        assertThat(image).as(where).matches("(.+/)?[a-z0-9-]+:v?\\d+\\.\\d+.*").doesNotContain("latest");
    }

    @Test
    void onlyTheWebProcessIsPublished() {
        PRODUCTION
                .services()
                .forEach((name, service) ->
                        assertThat(service.containsKey("ports")).as(name).isEqualTo(name.equals("web")));
        for (ComposeFile file : List.of(PRODUCTION, DEVELOPMENT)) {
            file.services()
                    .forEach((name, service) -> assertThat(ComposeFile.texts(service.getOrDefault("ports", List.of())))
                            .as(file.name() + " " + name)
                            .allMatch(port -> port.startsWith("127.0.0.1:")));
        }
    }

    @Test
    void databaseAndStoreAreReachedFromInsideOnly() {
        assertThat(ComposeFile.map(PRODUCTION.networks().get("inside"))).containsEntry("internal", true);
        for (String name : List.of("database", "store", "bucket")) {
            assertThat(ComposeFile.texts(PRODUCTION.service(name).get("networks")))
                    .as(name)
                    .containsExactly("inside");
        }
    }

    @Test
    void rolesAreSharedOut() {
        assertThat(command("web")).isEqualTo("serve --roles web");
        assertThat(command("worker")).isEqualTo("serve --roles worker");
        assertThat(command("scheduler")).isEqualTo("serve --roles scheduler");
        assertThat(ComposeFile.map(PRODUCTION.service("worker").get("deploy"))).containsEntry("replicas", 2);
    }

    @Test
    void thePreviewIsForThisMachine() {
        Map<String, Object> preview = DEVELOPMENT.service("preview");
        assertThat(ComposeFile.texts(preview.get("command")))
                .containsExactly("preview", "/project", "--host", "0.0.0.0", "--port", "8090");
        assertThat(ComposeFile.texts(preview.get("ports"))).containsExactly("127.0.0.1:8090:8090");
        assertThat(preview.get("volumes"))
                .isEqualTo(DEVELOPMENT.service("broadsheet").get("volumes"));
        assertThat(ComposeFile.map(preview.get("healthcheck"))).containsEntry("disable", true);
    }

    private static String command(String service) {
        return String.join(" ", ComposeFile.texts(PRODUCTION.service(service).get("command")));
    }

    @Test
    void whatIsToStayIsStartedAgainAndLookedAfter() {
        PRODUCTION
                .services()
                .forEach((name, service) -> assertThat(service.get("restart"))
                        .as(name)
                        .isEqualTo(name.equals("bucket") ? "no" : "unless-stopped"));
        for (String name : List.of("database", "store")) {
            assertThat(PRODUCTION.service(name)).as(name).containsKey("healthcheck");
        }
        // The image's own check is that of our processes.
        OURS.forEach(name -> assertThat(PRODUCTION.service(name)).as(name).doesNotContainKey("healthcheck"));
        assertThat(dockerfile("HEALTHCHECK")).singleElement().asString().contains("deploy/health.sh");
        assertThat(text("health.sh")).contains("/actuator/health");
    }

    @Test
    void nobodyIsRoot() {
        assertThat(dockerfile("USER")).containsExactly("10001:10001");
        OURS.forEach(name -> assertThat(PRODUCTION.service(name))
                .as(name)
                .doesNotContainKeys("user", "privileged")
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsEntry("cap_drop", List.of("ALL")));
        assertThat(ComposeFile.text(DEVELOPMENT.service("broadsheet").get("user")))
                .isEqualTo("1000:1000");
    }

    @Test
    void secretsComeFromFilesThatAreNotKept() throws IOException {
        for (ComposeFile file : List.of(PRODUCTION, DEVELOPMENT)) {
            file.services()
                    .forEach((name, service) -> assertThat(
                                    ComposeFile.map(service.getOrDefault("environment", Map.of()))
                                            .keySet())
                            .as(file.name() + " " + name)
                            .noneMatch(key -> SECRET.matcher(key).matches()));
        }
        for (Path example : examples()) {
            variables(example).forEach((name, value) -> {
                if (SECRET.matcher(name).matches()) {
                    assertThat(value)
                            .as(name)
                            .matches("GENERATE|CHANGE|https://hooks\\.slack\\.com/services/CHANGE/THIS");
                }
            });
        }
        assertThat(Files.readString(ROOT.resolve(".gitignore"))).contains("deploy/.env\n", "deploy/env/*.env\n");
        assertThat(Files.readString(ROOT.resolve(".dockerignore"))).contains("deploy/.env\n", "deploy/env/*.env\n");
    }

    @Test
    void everyEnvironmentFileHasAnExample() throws IOException {
        List<String> files = examples().stream()
                .map(e -> "env/" + e.getFileName().toString().replace(".example", ""))
                .toList();
        PRODUCTION
                .services()
                .values()
                .forEach(service ->
                        assertThat(files).containsAll(ComposeFile.texts(service.getOrDefault("env_file", List.of()))));
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(DEPLOY.resolve("env"))) {
            return files.filter(f -> f.toString().endsWith(".env.example"))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> variables(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            Map<String, String> variables = new TreeMap<>();
            lines.filter(l -> l.matches("[A-Z0-9_]+=.*"))
                    .forEach(l -> variables.put(l.substring(0, l.indexOf('=')), l.substring(l.indexOf('=') + 1)));
            return variables;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatTheImageIsMadeOfIsThere() {
        for (String copy : dockerfile("COPY")) {
            List<String> words = List.of(copy.split(" "));
            if (!words.getFirst().startsWith("--from=")) {
                words.subList(0, words.size() - 1)
                        .forEach(source -> assertThat(ROOT.resolve(source)).exists());
            }
        }
    }

    @Test
    void everyPomIsCopiedBeforeDependenciesAreFetched() throws IOException {
        String file = text("Dockerfile");
        String before = file.substring(0, file.indexOf("RUN deploy/dependencies.sh"));
        Matcher module =
                Pattern.compile("<module>([a-z]+)</module>").matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(before).contains("COPY pom.xml ./");
        while (module.find()) {
            assertThat(before).contains("COPY %1$s/pom.xml %1$s/".formatted(module.group(1)));
        }
    }

    @Test
    void everyStepOfTheImageIsAScriptOfItsOwn() {
        List<String> steps = new ArrayList<>(dockerfile("RUN"));
        for (String instruction : List.of("ENTRYPOINT", "HEALTHCHECK")) {
            dockerfile(instruction)
                    .forEach(s -> steps.add(s.replaceFirst(".*\\[\"", "").replace("\"]", "")));
        }
        for (String step : steps) {
            String script = step.replaceFirst("^/opt/broadsheet/", "").replaceFirst(" .*", "");
            assertThat(script).startsWith("deploy/");
            assertThat(ROOT.resolve(script)).isExecutable();
        }
    }

    @Test
    void everyScriptIsOne() throws IOException {
        try (Stream<Path> files = Files.list(DEPLOY)) {
            for (Path script : files.filter(f -> f.toString().endsWith(".sh")).toList()) {
                assertThat(run(Map.of(), "sh", "-n", script.toString()).exit())
                        .as(script.toString())
                        .isZero();
                assertThat(Files.readString(script)).startsWith("#!/bin/sh\n").contains("\nset -eu\n");
            }
        }
    }

    @Test
    void theEntryTellsTheServerWhereItIs() throws IOException {
        Path entry = installed();
        Map<String, String> image = Map.of(
                "BROADSHEET_HOST", "0.0.0.0", "BROADSHEET_PORT", "8080", "BROADSHEET_HOME", "/var/lib/broadsheet");

        assertThat(run(image, entry.toString(), "serve", "--roles", "web").out())
                .isEqualTo("serve|--host|0.0.0.0|--port|8080|--home|/var/lib/broadsheet|--roles|web| yes\n");
        assertThat(run(image, entry.toString(), "check").out()).isEqualTo("check| yes\n");
        assertThat(run(Map.of("BROADSHEET_HOME", ""), entry.toString(), "serve").out())
                .isEqualTo("serve| yes\n");
    }

    /// entry.sh beside a launcher that says what it was asked for.
    private Path installed() throws IOException {
        Path launcher = folder.resolve("broadsheet");
        Files.writeString(launcher, "#!/bin/sh\nprintf '%s|' \"$@\"\necho \" $BROADSHEET_NO_BUILD\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path entry = Files.createDirectories(folder.resolve("deploy")).resolve("entry.sh");
        return Files.copy(DEPLOY.resolve("entry.sh"), entry, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void aServerThatIsNotThereIsNotWell() throws IOException {
        // Port 1 of this machine: nobody listens.
        assertThat(run(
                                Map.of("BROADSHEET_PORT", "1"),
                                DEPLOY.resolve("health.sh").toString())
                        .exit())
                .isNotZero();
    }

    @Test
    void secretsAreMadeOnceAndAreNobodyElses() throws IOException {
        String script = DEPLOY.resolve("secrets.sh").toString();
        assertThat(run(Map.of(), script, folder.toString()).exit()).isZero();
        Path database = folder.resolve("database.env");
        String password = variables(database).getOrDefault("POSTGRES_PASSWORD", "");
        assertThat(password).matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database)))
                .isEqualTo("rw-------");
        Map<String, String> ours = variables(folder.resolve("broadsheet.env"));
        assertThat(ours.get("API_KEY")).matches("[0-9a-f]{64}").isNotEqualTo(ours.get("EMBED_KEY"));

        assertThat(run(Map.of(), script, folder.toString()).exit()).isZero();
        assertThat(variables(database)).containsEntry("POSTGRES_PASSWORD", password);
    }

    private record Ended(int exit, String out) {}

    private static Ended run(Map<String, String> environment, String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Ended(process.onExit().join().exitValue(), out);
    }

    private static List<String> dockerfile(String instruction) {
        return text("Dockerfile")
                .lines()
                .filter(l -> l.startsWith(instruction + " "))
                .map(l -> l.substring(instruction.length() + 1))
                .toList();
    }

    private static String text(String name) {
        try {
            return Files.readString(DEPLOY.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
