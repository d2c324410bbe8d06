package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What README and the guides tell people to type is understood and compiles.
class DocumentsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    /// The server's module has a test of its own for these.
    private static final Pattern OF_THE_SERVER = Pattern.compile("(\\./)?broadsheet (serve|demo|doctor)\\b.*");

    private static List<String> blocks(String file, String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher fences = FENCE.matcher(Files.readString(ROOT.resolve(file)));
        while (fences.find()) {
            if (fences.group(1).equals(language)) {
                blocks.add(fences.group(2));
            }
        }
        return blocks;
    }

    private static List<String> commands(String file) throws IOException {
        return blocks(file, "sh").stream()
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("\\s+#.*", "").strip())
                .filter(line -> line.startsWith("./broadsheet ") || line.startsWith("broadsheet "))
                .filter(line -> !OF_THE_SERVER.matcher(line).matches())
                .toList();
    }

    private static String[] words(String command) {
        return Stream.of(command.replace("$(date +%F)", "2021-11-01").split(" +"))
                .skip(1)
                .toArray(String[]::new);
    }

    @Test
    void everyCommandIsUnderstood() throws IOException {
        for (String file : List.of("README.md", "docs/cli.md", "docs/guide/editor.md", "docs/guide/first-report.md")) {
            assertThat(commands(file)).as(file).isNotEmpty();
            for (String command : commands(file)) {
                CommandLine line = Broadsheet.commandLine(Surroundings.of(System.out, System.err));
                assertThat(line.parseArgs(words(command)).errors()).as(command).isEmpty();
            }
        }
    }

    @Test
    void theReadmesTwoCommandsAreThere() throws IOException {
        assertThat(commands("README.md"))
                .contains("./broadsheet render cohort --project examples/divers --site 10026 --date 2021-11-01");
        assertThat(String.join("", blocks("README.md", "sh"))).contains("./verify");
    }

    @Test
    void theReadmesJavaCompiles(@TempDir Path classes) throws IOException {
        List<String> examples = blocks("README.md", "java");
        assertThat(examples).hasSize(1);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        boolean compiled = compiler.getTask(said, null, null, options, null, List.of(source(examples.getFirst())))
                .call();
        assertThat(compiled).as(said.toString()).isTrue();
    }

    private static JavaFileObject source(String text) {
        return new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    @Test
    void theReadmesPageComesOut(@TempDir Path folder) throws IOException {
        Path example = ROOT.resolve("examples/divers");
        List<String> words = new ArrayList<>(List.of(words(commands("README.md").getFirst())));
        words.set(words.indexOf("examples/divers"), example.toString());
        words.addAll(List.of("--out", folder.toString()));
        assertThat(Broadsheet.run(words.toArray(String[]::new), System.out, System.err))
                .isZero();
        assertThat(folder.resolve("10026/cohort_report_2021-11-01.html"))
                .content()
                .startsWith("<!doctype html>");
    }

    @Test
    void linksBetweenDocumentsLeadSomewhere() throws IOException {
        List<String> files = new ArrayList<>(List.of("README.md", "CONTRIBUTING.md", "docs/cli.md", "docs/themes.md"));
        try (Stream<Path> guide = Files.walk(ROOT.resolve("docs/guide"))) {
            guide.filter(Files::isRegularFile)
                    .map(f -> ROOT.relativize(f).toString())
                    .forEach(files::add);
        }
        for (String file : files) {
            String text = Files.readString(ROOT.resolve(file)).replaceAll("`[^`\n]*`", "");
            Matcher links = Pattern.compile("\\]\\(([^)#:]+)[^):]*\\)").matcher(text);
            while (links.find()) {
                assertThat(ROOT.resolve(file).resolveSibling(links.group(1))).exists();
            }
        }
    }
}
