import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Makes jars start faster. Run by the launcher at build time: `java launcher/PrepareJars.java FOLDER_OF_JARS`
///
/// DuckDB: its driver looks for its native library beside its jar first, and else unzips 72 MB at every start. So this
/// platform's library goes there and the libraries of all platforms leave the jar. Half a second. And it offers its memory
/// to the JVM's flight recorder as soon as it is loaded, which starts all of that: those three methods do nothing. A tenth.
///
/// picocli: its classes are in Java 5's format, which the JVM keeps out of its AOT cache and checks by its old verifier at
/// every start. So they are written again in Java 8's. A twentieth of a second.
///
/// Ours: for each `switch` over types, and for what each record can do, the JVM makes code when it comes to it, and does not
/// cache that. So they become methods of their own classes. A tenth.
class PrepareJars {
    private static final String NONE = "\0none";
    private static final String NATIVE = "libduckdb_java.so_";
    private static final String RECORDER = "org/duckdb/JfrMemoryMonitor.class";
    private static final int JAVA_8 = 52;

    public static void main(String[] args) throws IOException {
        try (var jars = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
            for (Path jar : jars) {
                String name = jar.getFileName().toString();
                if (name.startsWith("duckdb_jdbc-")) {
                    takeOutNatives(jar);
                } else if (name.startsWith("picocli-")) {
                    modernise(jar);
                } else if (name.startsWith("broadsheet-")) {
                    makePlain(jar);
                }
            }
        }
    }

    private static void takeOutNatives(Path jar) throws IOException {
        String mine = NATIVE + platform();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry library = zip.getEntry(mine);
            if (library == null) {
                // A platform unknown here: the whole jar knows what to do.
                return;
            }
            try (InputStream in = zip.getInputStream(library)) {
                Files.copy(in, jar.resolveSibling(mine), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        rewrite(jar, (name, bytes) -> name.equals(RECORDER) ? silent(bytes) : bytes, NATIVE);
    }

    /// The same class whose static methods without a result do nothing.
    private static byte[] silent(byte[] bytes) {
        ClassFile format = ClassFile.of();
        return format.transformClass(format.parse(bytes), (builder, element) -> {
            if (element instanceof MethodModel method
                    && method.flags().has(AccessFlag.STATIC)
                    && method.methodTypeSymbol().returnType().equals(ConstantDescs.CD_void)) {
                builder.withMethodBody(
                        method.methodName(), method.methodType(), method.flags().flagsMask(), CodeBuilder::return_);
            } else {
                builder.with(element);
            }
        });
    }

    /// As the driver names its libraries.
    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String system = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macos" : os;
        return system + "_" + (arch.equals("x86_64") ? "amd64" : arch.equals("aarch64") ? "arm64" : arch);
    }

    private static void modernise(Path jar) throws IOException {
        try (URLClassLoader around = around(jar)) {
            ClassFile format = format(around, ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
            rewrite(jar, (name, bytes) -> isOldClass(name, bytes) ? modern(format, bytes) : bytes, NONE);
        }
    }

    private static void makePlain(Path jar) throws IOException {
        try (URLClassLoader around = around(jar)) {
            ClassFile format = format(around, ClassFile.StackMapsOption.STACK_MAPS_WHEN_REQUIRED);
            rewrite(jar, (name, bytes) -> name.endsWith(".class") ? PlainClass.of(format, bytes) : bytes, NONE);
        }
    }

    /// The classes of a jar and of those beside it.
    private static URLClassLoader around(Path jar) throws IOException {
        List<URL> urls = new ArrayList<>();
        try (var jars = Files.newDirectoryStream(jar.resolveSibling("."), "*.jar")) {
            for (Path one : jars) {
                urls.add(one.toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new));
    }

    /// To write what the verifier needs one must know which class extends which.
    private static ClassFile format(URLClassLoader around, ClassFile.StackMapsOption maps) {
        ClassHierarchyResolver hierarchy =
                ClassHierarchyResolver.ofResourceParsing(around).orElse(ClassHierarchyResolver.defaultResolver());
        return ClassFile.of(maps, ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    }

    private static boolean isOldClass(String name, byte[] bytes) {
        return name.endsWith(".class") && ((bytes[6] & 0xFF) << 8 | (bytes[7] & 0xFF)) < 50;
    }

    private static byte[] modern(ClassFile format, byte[] old) {
        ClassTransform version = (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(JAVA_8, 0);
            } else {
                builder.with(element);
            }
        };
        // Passed on one by one: code that is copied as it stands gets no stack maps.
        CodeTransform again = (builder, element) -> builder.with(element);
        byte[] modern = format.transformClass(
                format.parse(old), version.andThen(ClassTransform.transformingMethodBodies(again)));
        return format.verify(modern).isEmpty() ? modern : old;
    }

    private interface Change {
        byte[] of(String name, byte[] bytes);
    }

    /// Writes the jar again, each entry changed, without those whose names begin with `left`.
    private static void rewrite(Path jar, Change change, String left) throws IOException {
        Path temporary = jar.resolveSibling(jar.getFileName() + ".tmp");
        try (ZipFile zip = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(temporary))) {
            zip.stream().filter(e -> !e.getName().startsWith(left)).forEach(entry -> {
                try (InputStream in = zip.getInputStream(entry)) {
                    ZipEntry same = new ZipEntry(entry.getName());
                    same.setTime(entry.getTime());
                    out.putNextEntry(same);
                    out.write(change.of(entry.getName(), in.readAllBytes()));
                    out.closeEntry();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        Files.move(temporary, jar, StandardCopyOption.REPLACE_EXISTING);
    }
}
