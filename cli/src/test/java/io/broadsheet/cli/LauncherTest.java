package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.cli.Commands.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Runs `./broadsheet` and `./verify` as a shell does, in a copy of the repository whose JDKs and Maven are scripts
/// that say how they were called.
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("");

    /// Says where it is and what it was given; as the maker of the cache, makes it.
    private static final String JAVA = """
            #!/bin/sh
            case "$*" in
              *-XX:AOTCacheOutput=*) for word in "$@"; do case $word in *AOTCacheOutput=*) : > "${word#*=}" ;; esac; done ;;
              *PrepareJars.java*) : ;;
              *) echo "java $0"; for word in "$@"; do echo "[$word]"; done ;;
            esac
            """;

    private static final String MAVEN = """
            #!/bin/sh
            echo "$JAVA_HOME $*" >> "$HOME/maven-calls"
            [ ! -e "$HOME/fail" ] || { echo "[ERROR] it does not compile"; exit 1; }
            part=cli
            case "$*" in *"-pl server"*) part=server ;; esac
            mkdir -p $part/target/quick/jars
            echo engine > $part/target/quick/jars/engine.jar
            echo $part > $part/target/quick/broadsheet-$part-1.jar
            """;

    @TempDir
    Path temporary;

    private Path root = Path.of("");
    private Path home = Path.of("");
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void copyTheRepository() throws IOException {
        root = Files.createDirectories(temporary.resolve("a place with spaces"));
        home = Files.createDirectories(temporary.resolve("home"));
        Files.createDirectories(root.resolve("launcher"));
        for (String file : List.of(
                "broadsheet", "verify", "launcher/jdk.sh", "launcher/PrepareJars.java", "launcher/PlainClass.java")) {
            Files.copy(ROOT.resolve(file), root.resolve(file), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
        for (String file :
                List.of("pom.xml", "engine/pom.xml", "engine/src/main/A.java", "cli/pom.xml", "cli/src/main/B.java")) {
            Files.createDirectories(root.resolve(file).resolveSibling(""));
            Files.writeString(root.resolve(file), file);
        }
        environment.put("HOME", home.toString());
        environment.put("PATH", onlyTheShellsTools());
        environment.put("BROADSHEET_JDK_FOLDERS", home.resolve("jdks").toString());
        program(temporary.resolve("bin/mvn"), MAVEN);
    }

    /// A PATH with what a shell script needs, Maven, and no java.
    private String onlyTheShellsTools() throws IOException {
        Path bin = Files.createDirectories(temporary.resolve("bin"));
        for (String tool : List.of(
                "find",
                "mkdir",
                "rm",
                "mv",
                "cp",
                "cat",
                "touch",
                "sleep",
                "readlink",
                "sed",
                "awk",
                "dirname",
                "ls")) {
            Path there = Stream.of("/usr/bin", "/bin")
                    .map(folder -> Path.of(folder, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            program(bin.resolve(tool), "#!/bin/sh\nexec " + there + " \"$@\"\n");
        }
        return bin.toString();
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = home.resolve("jdks").resolve(name);
        program(jdk.resolve("bin/java"), JAVA);
        program(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private Said launch(Object... words) throws IOException, InterruptedException {
        return start(root.resolve("broadsheet"), temporary, words);
    }

    private Said start(Path script, Path folder, Object... words) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(script), Stream.of(words))
                .map(Object::toString)
                .toList();
        Path out = Files.createTempFile(temporary, "out", "");
        Path err = Files.createTempFile(temporary, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        return new Said(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private static void assertOneSentence(Said said, String sentence) {
        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.out()).isEmpty();
        assertThat(said.err().lines()).hasSize(1);
        assertThat(said.err()).contains(sentence);
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() throws Exception {
        assertOneSentence(launch("--version"), "no JDK 25 or newer was found; install one");
        assertOneSentence(start(root.resolve("verify"), temporary), "no JDK 25 or newer was found; install one");
    }

    @Test
    void passesOverWhatIsTooOld() throws Exception {
        environment.put("JAVA_HOME", jdk("17", "17.0.15").toString());
        jdk("8", "1.8.0_402");
        assertOneSentence(launch("--version"), "no JDK 25 or newer was found");
        Path good = jdk("99", "25.0.3");
        assertThat(launch("--version").out()).startsWith("java " + good + "/bin/java\n");
    }

    @Test
    void theOrderIsItsOwnHomeJavaHomeThePathTheUsualFolders() throws Exception {
        Path usual = jdk("a", "27-ea");
        assertThat(launch().out()).startsWith("java " + usual);
        Path path = home.resolve("elsewhere");
        Files.move(jdk("path", "26.0.1"), path);
        Files.createSymbolicLink(temporary.resolve("bin/java"), path.resolve("bin/java"));
        assertThat(launch().out()).startsWith("java " + path);
        Path javaHome = jdk("java-home", "25");
        environment.put("JAVA_HOME", javaHome.toString());
        assertThat(launch().out()).startsWith("java " + javaHome);
        Path own = jdk("own", "25.0.1");
        environment.put("BROADSHEET_JAVA_HOME", own.toString());
        assertThat(launch().out()).startsWith("java " + own);
    }

    /// The launcher gives way to Java, which has the editor's pipes; what it is given is small, and good for a long
    /// day.
    @Test
    void editorsSpeakToTheProcessItself() throws Exception {
        Path jdk = jdk("a", "25");
        assertThat(launch("lsp").out()).contains("[lsp]", "[-XX:+UseSerialGC]").doesNotContain("TieredStopAtLevel");
        program(
                jdk.resolve("bin/java"),
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin/java")
                        + "' --enable-native-access=ALL-UNNAMED -cp '" + System.getProperty("java.class.path") + "' "
                        + Broadsheet.class.getName() + " lsp\n");
        ProcessBuilder builder = new ProcessBuilder(root.resolve("broadsheet").toString(), "lsp")
                .redirectError(temporary.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try (EditorClient editor = EditorClient.of(builder.start())) {
            Path report = temporary.resolve("shop/reports/sales/report.md");
            Files.createDirectories(report.resolveSibling(""));
            Files.writeString(temporary.resolve("shop/broadsheet.yaml"), "name: shop\nsites: sites.csv\n");
            Files.writeString(temporary.resolve("shop/sites.csv"), "id,name\n1,One\n");
            Files.writeString(report, "");
            editor.open(report, "---\ntitle: 매출\n---\n\n```line numbers\n```\n");
            assertThat(editor.labels(report, "---\ntitle: 매출\nperiod: ‸\n---\n"))
                    .containsExactly("day", "week", "month");
            editor.type(report, "---\ntitle: 매출\nperiodd: day\n---\n");
            editor.awaitDiagnostics(
                    report,
                    found -> found.stream().anyMatch(d -> d.getCode().getLeft().equals("unknown-key")));
            assertThat(editor.leave()).isZero();
        }
        assertThat(temporary.resolve("err")).content().isEmpty();
    }

    @Test
    void asksAJavaWithoutAReleaseFile() throws Exception {
        Path jdk = jdk("plain", "25");
        Files.delete(jdk.resolve("release"));
        program(
                jdk.resolve("bin/java"),
                "#!/bin/sh\n[ \"$1\" = -version ] && echo 'openjdk version \"25.0.3\" 2026-04-21 LTS' >&2 && exit\n"
                        + JAVA);
        assertThat(launch("--version").out()).startsWith("java " + jdk);
    }

    @Test
    void itsOwnHomeIsNotPassedOver() throws Exception {
        jdk("good", "25");
        environment.put("BROADSHEET_JAVA_HOME", jdk("old", "21.0.2").toString());
        assertOneSentence(launch("--version"), "is Java 21, and Broadsheet needs JDK 25 or newer");
        environment.put("BROADSHEET_JAVA_HOME", temporary.resolve("nowhere").toString());
        assertOneSentence(launch("--version"), "holds no working bin/java");
    }

    @Test
    void aRuntimeWithoutACompilerRunsButDoesNotBuild() throws Exception {
        Path runtime = jdk("a-runtime", "25");
        Files.delete(runtime.resolve("bin/javac"));
        assertOneSentence(launch("--version"), "no JDK 25");
        Path whole = jdk("whole", "25");
        assertThat(launch("--version").out()).startsWith("java " + whole);
        assertThat(launch("--version").out()).startsWith("java " + runtime);
    }

    @Test
    void withoutMavenItSaysSo() throws Exception {
        jdk("25", "25.0.3");
        Files.delete(temporary.resolve("bin/mvn"));
        assertOneSentence(launch("--version"), "Maven is needed");
        assertThat(root.resolve("cli/target/app")).doesNotExist();
    }

    @Test
    void buildsOnceAndPassesEveryWordOn() throws Exception {
        Path jdk = jdk("25", "25.0.3");
        Said first = launch("render", "a b", "", "x'; y", "한글");
        assertThat(first.err()).isEqualTo("Building Broadsheet (first use) ...\n");
        assertThat(first.out())
                .contains("[io.broadsheet.cli.Broadsheet]\n[render]\n[a b]\n[]\n[x'; y]\n[한글]\n")
                .contains("[-XX:AOTCache=" + root + "/cli/target/app/app.aot]")
                .contains("[" + root + "/cli/target/app/lib/broadsheet-cli-1.jar:" + root
                        + "/cli/target/app/lib/engine.jar]")
                .contains("[-XX:TieredStopAtLevel=1]");
        Said second = launch("run", "all");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).doesNotContain("TieredStopAtLevel");
        assertThat(Files.readAllLines(home.resolve("maven-calls")))
                .containsExactly(jdk + " -q -B -Dstyle.color=never -Pquick -pl cli -am package");
        assertThat(root.resolve(".broadsheet/build.lock")).doesNotExist();
        try (Stream<Path> target = Files.list(root.resolve("cli/target"))) {
            assertThat(target.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("app", "quick");
        }
    }

    @Test
    void theHelpSaysWhichCommandsItDoesNotKnowYet() throws Exception {
        jdk("25", "25.0.3");
        assertThat(launch("--help").err()).contains("demo, serve and doctor are built when");
        launch("doctor");
        Said said = launch("--help");
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains("/server/target/app/lib/broadsheet-server-1.jar:");
    }

    /// Whose command is `serve`: both parts are in it, and nothing is built where it runs.
    @Test
    void whatIsPutIntoAnImageServes() throws Exception {
        jdk("25", "25.0.3");
        for (String file : List.of("deploy/build.sh", "deploy/entry.sh", "deploy/health.sh", "deploy/install.sh")) {
            Files.createDirectories(root.resolve("deploy"));
            Files.copy(ROOT.resolve(file), root.resolve(file), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
        Path image = temporary.resolve("image");
        Said built = start(root.resolve("deploy/build.sh"), temporary, image);
        assertThat(built.exitCode()).as(built.err()).isZero();
        Files.delete(temporary.resolve("bin/mvn"));
        Said served = start(image.resolve("deploy/entry.sh"), temporary, "serve", "--log", "json");
        assertThat(served.err()).isEmpty();
        assertThat(served.out())
                .contains("[" + image + "/server/target/app/lib/broadsheet-server-1.jar:")
                .endsWith("[serve]\n[--log]\n[json]\n");
        assertThat(start(image.resolve("deploy/entry.sh"), temporary, "run", "all")
                        .out())
                .contains("[" + image + "/cli/target/app/lib/broadsheet-cli-1.jar:");
    }

    @Test
    void worksThroughALinkFromAnotherFolder() throws Exception {
        jdk("25", "25.0.3");
        Path links = Files.createDirectories(temporary.resolve("links to"));
        Files.createSymbolicLink(links.resolve("one"), Path.of("../a place with spaces/broadsheet"));
        Files.createSymbolicLink(links.resolve("two"), links.resolve("one"));
        Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
        assertThat(start(links.resolve("two"), elsewhere, "--version").out())
                .contains("[" + root + "/cli/target/app/lib/broadsheet-cli-1.jar:");
        environment.put("PATH", links + ":" + environment.get("PATH"));
        assertThat(start(Path.of("/bin/sh"), elsewhere, "-c", "two --version").out())
                .contains("[-Dbroadsheet.command=");
    }

    @Test
    void buildsAgainWhenASourceChangesOrGoes() throws Exception {
        jdk("25", "25.0.3");
        launch();
        Files.setLastModifiedTime(root.resolve("engine/src/main/A.java"), FileTime.from(Instant.now()));
        assertThat(launch().err()).isEqualTo("Building Broadsheet (sources changed) ...\n");
        assertThat(launch().err()).isEmpty();
        Files.delete(root.resolve("cli/src/main/B.java"));
        assertThat(launch().err()).startsWith("Building Broadsheet");
        environment.put("BROADSHEET_NO_BUILD", "yes");
        Files.writeString(root.resolve("engine/src/main/A.java"), "changed");
        assertThat(launch().err()).isEmpty();
    }

    @Test
    void aSourceFromTheFutureIsBuiltOnce() throws Exception {
        jdk("25", "25.0.3");
        Files.setLastModifiedTime(
                root.resolve("engine/src/main/A.java"),
                FileTime.from(Instant.now().plusSeconds(86_400)));
        assertThat(launch().err()).startsWith("Building");
        assertThat(launch().err()).isEmpty();
    }

    @Test
    void aFailedBuildShowsMavensWordsAndLeavesWhatWasBuilt() throws Exception {
        jdk("25", "25.0.3");
        Files.writeString(home.resolve("fail"), "");
        Said first = launch();
        assertThat(first.exitCode()).isEqualTo(3);
        assertThat(first.out()).isEmpty();
        assertThat(first.err())
                .contains("[ERROR] it does not compile")
                .endsWith("the build failed; Maven's words above say why.\n");
        try (Stream<Path> target = Files.list(root.resolve("cli/target"))) {
            assertThat(target).isEmpty();
        }
        assertThat(root.resolve(".broadsheet/build.lock")).doesNotExist();
        Files.delete(home.resolve("fail"));
        assertThat(launch().exitCode()).isZero();
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        jdk("25", "25.0.3");
        program(temporary.resolve("bin/mvn"), MAVEN.replace("mkdir", "sleep 1\nmkdir"));
        List<Thread> both = Stream.of(1, 2)
                .map(i -> Thread.ofPlatform().start(() -> {
                    try {
                        assertThat(launch().exitCode()).isZero();
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();
        for (Thread one : both) {
            one.join();
        }
        assertThat(Files.readAllLines(home.resolve("maven-calls"))).hasSize(1);
    }

    @Test
    void aLockWhoseHolderIsGoneIsTakenOver() throws Exception {
        jdk("25", "25.0.3");
        Path lock = Files.createDirectories(root.resolve(".broadsheet/build.lock"));
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(lock.resolve("pid"), gone.pid() + "\n");
        assertThat(launch().exitCode()).isZero();
        assertThat(lock).doesNotExist();
    }

    @Test
    void anotherJdkMakesAnotherCache() throws Exception {
        jdk("b", "25.0.3");
        launch();
        Path cache = root.resolve("cli/target/app/app.aot");
        Files.writeString(cache, "of the first");
        launch();
        assertThat(cache).hasContent("of the first");
        jdk("a", "26");
        launch();
        assertThat(cache).isEmptyFile();
    }

    @Test
    void whenTrainingFailsTheCommandWorks() throws Exception {
        Path jdk = jdk("25", "25.0.3");
        program(jdk.resolve("bin/java"), "#!/bin/sh\ncase \"$*\" in *-XX:AOTCacheOutput=*) exit 1 ;; esac\n" + JAVA);
        Said said = launch("check");
        assertThat(said.exitCode()).isZero();
        assertThat(said.out()).doesNotContain("AOTCache=");
    }

    @Test
    void verifyCountsTheTestsAndKeepsMavensExitCode() throws Exception {
        jdk("25", "25.0.3");
        String suite =
                "<?xml version=\"1.0\"?><testsuite name=\"x\" time=\"1\" tests=\"%d\" errors=\"%d\" skipped=\"%d\""
                        + " failures=\"%d\"><testcase name=\"a\"/></testsuite>";
        program(
                temporary.resolve("bin/mvn"),
                "#!/bin/sh\necho \"mvn $*\"\nmkdir -p engine/target/surefire-reports cli/target/surefire-reports\n"
                        + "echo '" + suite.formatted(10, 1, 2, 3) + "' > engine/target/surefire-reports/TEST-a.xml\n"
                        + "echo '" + suite.formatted(5, 0, 0, 0)
                        + "' > cli/target/surefire-reports/TEST-b.xml\nexit 1\n");
        Path stale = Files.createDirectories(root.resolve("cli/target/surefire-reports"))
                .resolve("TEST-old.xml");
        Files.writeString(stale, suite.formatted(100, 0, 0, 0));
        Said said = start(root.resolve("verify"), temporary, "-pl", "cli");
        assertThat(said).isEqualTo(new Said(1, "mvn -B verify -pl cli\n\n9 passed, 4 failed, 2 skipped\n", ""));
    }

    @Test
    void verifyCountsNothingWhenNothingRan() throws Exception {
        jdk("25", "25.0.3");
        program(temporary.resolve("bin/mvn"), "#!/bin/sh\nexit 1\n");
        assertThat(start(root.resolve("verify"), temporary))
                .isEqualTo(new Said(1, "\n0 passed, 0 failed, 0 skipped\n", ""));
    }
}
