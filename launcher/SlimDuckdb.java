import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Takes DuckDB's native libraries out of its jar and puts this platform's one next to it, where the driver looks first.
/// Otherwise every start of the JVM unzips 72 MB. On a platform that it does not know the jar stays whole.
///
/// Run by the launcher at build time: `java launcher/SlimDuckdb.java FOLDER_OF_JARS`
class SlimDuckdb {
    private static final String NATIVE = "libduckdb_java.so_";

    public static void main(String[] args) throws IOException {
        try (var jars = Files.newDirectoryStream(Path.of(args[0]), "duckdb_jdbc-*.jar")) {
            for (Path jar : jars) {
                slim(jar);
            }
        }
    }

    private static void slim(Path jar) throws IOException {
        String wanted = NATIVE + platform();
        Path slim = jar.resolveSibling(jar.getFileName() + ".tmp");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry library = zip.getEntry(wanted);
            if (library == null) {
                return;
            }
            Path beside = jar.resolveSibling(wanted);
            try (InputStream in = zip.getInputStream(library)) {
                Files.copy(in, beside, StandardCopyOption.REPLACE_EXISTING);
            }
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(slim))) {
                List<? extends ZipEntry> kept =
                        zip.stream().filter(e -> !e.getName().startsWith(NATIVE)).toList();
                for (ZipEntry entry : kept) {
                    copy(zip, entry, out);
                }
            }
        }
        FileTime modified = Files.getLastModifiedTime(jar);
        Files.move(slim, jar, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(jar, modified);
    }

    private static void copy(ZipFile zip, ZipEntry entry, OutputStream to) throws IOException {
        ZipOutputStream out = (ZipOutputStream) to;
        ZipEntry same = new ZipEntry(entry.getName());
        same.setLastModifiedTime(entry.getLastModifiedTime());
        out.putNextEntry(same);
        try (InputStream in = zip.getInputStream(entry)) {
            in.transferTo(out);
        }
        out.closeEntry();
    }

    /// As the driver names its libraries.
    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String system = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macos" : os;
        return system + "_" + (arch.equals("x86_64") ? "amd64" : arch.equals("aarch64") ? "arm64" : arch);
    }
}
