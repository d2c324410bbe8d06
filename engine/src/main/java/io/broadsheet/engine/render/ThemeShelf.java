package io.broadsheet.engine.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Where themes may be: folders of the project's `themes/`, jars that lie there, the class path. In a jar a theme is
/// the folder `META-INF/broadsheet/themes/NAME/`, and has a `theme.yaml`.
final class ThemeShelf implements AutoCloseable {
    static final String IN_JAR = "META-INF/broadsheet/themes/";

    private final Path themes;
    private final List<FileSystem> opened = new ArrayList<>();

    ThemeShelf(Path themes) {
        this.themes = themes;
    }

    /// @param shown how problems name it: `themes/acme` or `themes/acme.jar!/acme`
    record Place(Path folder, String shown) {
        List<String> files() {
            return list(folder).stream()
                    .map(p -> String.valueOf(p.getFileName()))
                    .toList();
        }
    }

    /// The first that has this name.
    Optional<Place> find(String name) {
        Path folder = themes.resolve(name);
        return Files.isDirectory(folder)
                ? Optional.of(new Place(folder, themes.getFileName() + "/" + name))
                : inJars(name).or(() -> onClassPath(name));
    }

    private Optional<Place> inJars(String name) {
        for (Path jar : jars()) {
            Optional<Place> found = inJar(jar, name, themes.getFileName() + "/" + jar.getFileName() + "!/" + name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private List<Path> jars() {
        return list(themes).stream()
                .filter(p -> p.toString().endsWith(".jar") && Files.isRegularFile(p))
                .toList();
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Place> inJar(Path jar, String name, String shown) {
        return open(jar)
                .map(files -> files.getPath(IN_JAR + name))
                .filter(Files::isDirectory)
                .map(folder -> new Place(folder, shown));
    }

    /// A file that is no jar has no themes.
    private Optional<FileSystem> open(Path jar) {
        try {
            FileSystem files = FileSystems.newFileSystem(jar);
            opened.add(files);
            return Optional.of(files);
        } catch (IOException | ProviderNotFoundException e) {
            return Optional.empty();
        }
    }

    private Optional<Place> onClassPath(String name) {
        URL found = ThemeShelf.class.getClassLoader().getResource(IN_JAR + name + "/theme.yaml");
        if (found == null) {
            return Optional.empty();
        }
        try {
            URLConnection connection = found.openConnection();
            if (connection instanceof JarURLConnection inside) {
                Path jar = Path.of(inside.getJarFileURL().toURI());
                return inJar(jar, name, jar.getFileName() + "!/" + name);
            }
            URI file = found.toURI();
            return file.getScheme().equals("file")
                    ? Optional.ofNullable(Path.of(file).getParent())
                            .map(folder -> new Place(folder, "class path!/" + name))
                    : Optional.empty();
        } catch (IOException | URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// All names but those of the class path, which lists nothing.
    List<String> names() {
        TreeSet<String> names = new TreeSet<>(List.of(Theme.DEFAULT_NAME));
        list(themes).stream().filter(Files::isDirectory).forEach(f -> names.add(String.valueOf(f.getFileName())));
        for (Path jar : jars()) {
            open(jar)
                    .map(files -> list(files.getPath(IN_JAR)))
                    .ifPresent(folders -> folders.forEach(
                            f -> names.add(String.valueOf(f.getFileName()).replace("/", ""))));
        }
        return List.copyOf(names);
    }

    @Override
    public void close() {
        for (FileSystem files : opened) {
            try {
                files.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        opened.clear();
    }
}
