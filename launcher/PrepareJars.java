import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
/// Ours: the JVM makes a class for each `switch` over types when it comes to it, and does not cache those classes. So each
/// gets a method of its own class that asks the same with `instanceof`.
class PrepareJars {
    private static final String NONE = "\0none";
    private static final String NATIVE = "libduckdb_java.so_";
    private static final String RECORDER = "org/duckdb/JfrMemoryMonitor.class";
    private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
    private static final MethodTypeDesc ASK =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object, ConstantDescs.CD_int);
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
                    askTypes(jar);
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

    /// The same class with its switches over types asked by `instanceof`.
    private static byte[] askingTypes(ClassFile format, byte[] bytes) {
        ClassModel model = format.parse(bytes);
        Map<List<ClassDesc>, String> methods = new LinkedHashMap<>();
        CodeTransform calls = (builder, element) -> {
            List<ClassDesc> types = element instanceof InvokeDynamicInstruction call ? askedTypes(call) : List.of();
            if (types.isEmpty()) {
                builder.with(element);
            } else {
                String method = methods.computeIfAbsent(types, t -> "typeSwitch$" + methods.size());
                ClassDesc type = ((InvokeDynamicInstruction) element).typeSymbol().parameterType(0);
                // A switch's value may be of a narrower type: to the method it is an object.
                if (type.isPrimitive()) {
                    throw new IllegalStateException("a switch over types of a primitive");
                }
                builder.invokestatic(
                        model.thisClass().asSymbol(),
                        method,
                        ASK,
                        model.flags().has(AccessFlag.INTERFACE));
            }
        };
        ClassTransform addMethods = ClassTransform.endHandler(
                builder -> methods.forEach((types, name) -> builder.withMethodBody(
                        name,
                        ASK,
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                        code -> ask(code, types))));
        byte[] changed = format.transformClass(
                model, ClassTransform.transformingMethodBodies(calls).andThen(addMethods));
        return methods.isEmpty() || !format.verify(changed).isEmpty() ? bytes : changed;
    }

    /// The types that a switch asks for; none where it is another call, or asks for more than types.
    private static List<ClassDesc> askedTypes(InvokeDynamicInstruction call) {
        if (!call.bootstrapMethod().owner().equals(SWITCHES) || !call.bootstrapMethod().methodName().equals("typeSwitch")) {
            return List.of();
        }
        List<ClassDesc> types = new ArrayList<>();
        for (ConstantDesc label : call.bootstrapArgs()) {
            if (!(label instanceof ClassDesc type) || type.isPrimitive()) {
                return List.of();
            }
            types.add(type);
        }
        return types;
    }

    /// `int typeSwitch(Object value, int from)`: -1 for null, else the place of the first type from there on that the value
    /// has, else how many there are.
    private static void ask(CodeBuilder code, List<ClassDesc> types) {
        code.aload(0);
        code.ifThen(Opcode.IFNULL, none -> none.loadConstant(-1).ireturn());
        for (int i = 0; i < types.size(); i++) {
            int place = i;
            Label next = code.newLabel();
            code.iload(1).loadConstant(place).if_icmpgt(next);
            code.aload(0).instanceOf(types.get(place)).ifeq(next);
            code.loadConstant(place).ireturn();
            code.labelBinding(next);
        }
        code.loadConstant(types.size()).ireturn();
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

    private static void askTypes(Path jar) throws IOException {
        try (URLClassLoader around = around(jar)) {
            ClassFile format = format(around, ClassFile.StackMapsOption.STACK_MAPS_WHEN_REQUIRED);
            rewrite(jar, (name, bytes) -> name.endsWith(".class") ? askingTypes(format, bytes) : bytes, NONE);
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
