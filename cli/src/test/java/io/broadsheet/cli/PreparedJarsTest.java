package io.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What `launcher/PrepareJars.java` writes again means what it meant.
@Timeout(120)
class PreparedJarsTest {
    private static final Path LAUNCHER = Path.of("").toAbsolutePath().resolveSibling("launcher");

    /// Is loaded as it was compiled, and as it was written again.
    public static final class Samples implements Supplier<List<String>> {
        record Nothing() {}

        record One<T>(@Nullable T value) {}

        record All(
                boolean b,
                byte y,
                short s,
                char c,
                int i,
                long l,
                float f,
                double d,
                @Nullable String text,
                @Nullable Object held) {}

        sealed interface Shape {
            record Dot() implements Shape {}

            record Line(int length) implements Shape {}

            record Text(String text) implements Shape {}
        }

        private static String name(@Nullable Object value) {
            return switch (value) {
                case null -> "null";
                case Shape.Line(int length) when length > 5 -> "long line";
                case Shape.Line line -> "line of " + line.length();
                case Shape.Dot _ -> "dot";
                case Shape shape -> "shape " + shape;
                case CharSequence text -> "text of " + text.length();
                case Number number -> "number " + number;
                default -> "other";
            };
        }

        @Override
        public List<String> get() {
            Object held = new Object();
            Object nothing = List.of().stream().findFirst().orElse(null);
            All all = new All(true, (byte) -1, (short) -2, 'x', 3, 4L, Float.NaN, -0.0, null, held);
            Object same = new All(true, (byte) -1, (short) -2, 'x', 3, 4L, Float.NaN, -0.0, null, held);
            Object zero = new All(true, (byte) -1, (short) -2, 'x', 3, 4L, Float.NaN, 0.0, null, held);
            Object other = new All(true, (byte) -1, (short) -2, 'x', 3, 4L, Float.NaN, -0.0, null, new Object());
            return List.of(
                    new Nothing().toString() + new Nothing().hashCode() + new Nothing().equals(new Nothing()),
                    new One<>(null).toString() + new One<>(null).hashCode() + new One<>("a").equals(new One<>("a")),
                    all.toString().replaceAll("@.*", "") + (all.hashCode() == same.hashCode()) + all.equals(same),
                    "" + all.equals(zero) + all.equals(other) + Objects.equals(all, nothing) + all.equals(held),
                    new All(false, (byte) 7, (short) 8, 'y', 9, 1L << 40, 2.5f, 1e300, "한글", 5).hashCode() + "",
                    name(null) + name(new Shape.Line(9)) + name(new Shape.Line(2)) + name(new Shape.Dot()),
                    name(new Shape.Text("a")) + name(java.nio.CharBuffer.wrap("ab")) + name(1.5) + name(List.of()));
        }
    }

    @Test
    void recordsAndSwitchesMeanWhatTheyMeant(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("broadsheet-samples.jar");
        write(jar);
        byte[] before = Files.readAllBytes(jar);

        Path command = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        command.toString(), LAUNCHER.resolve("PrepareJars.java").toString(), folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();

        assertThat(Files.readAllBytes(jar)).isNotEqualTo(before);
        assertThat(madeLater(jar)).isEmpty();
        assertThat(samples(jar)).isEqualTo(new Samples().get());
    }

    /// Classes with a call that the JVM would make code for.
    private static List<String> madeLater(Path jar) throws IOException {
        try (var zip = new java.util.zip.ZipFile(jar.toFile())) {
            return zip.stream()
                    .filter(entry -> {
                        try (InputStream in = zip.getInputStream(entry)) {
                            var model = java.lang.classfile.ClassFile.of().parse(in.readAllBytes());
                            return model.methods().stream()
                                    .flatMap(m -> m.code().stream())
                                    .flatMap(c -> c.elementStream())
                                    .filter(java.lang.classfile.instruction.InvokeDynamicInstruction.class::isInstance)
                                    .map(java.lang.classfile.instruction.InvokeDynamicInstruction.class::cast)
                                    .anyMatch(i -> i.bootstrapMethod()
                                            .owner()
                                            .packageName()
                                            .equals("java.lang.runtime"));
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> samples(Path jar) throws Exception {
        URL[] urls = {jar.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Object samples = loader.loadClass(Samples.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            return ((Supplier<List<String>>) samples).get();
        }
    }

    private static void write(Path jar) throws IOException {
        Path classes = Path.of("target", "test-classes");
        String folder = PreparedJarsTest.class.getPackageName().replace('.', '/');
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
                var files = Files.newDirectoryStream(
                        classes.resolve(folder), PreparedJarsTest.class.getSimpleName() + "$Samples*.class")) {
            for (Path file : files) {
                out.putNextEntry(new ZipEntry(folder + "/" + Objects.requireNonNull(file.getFileName())));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }
}
