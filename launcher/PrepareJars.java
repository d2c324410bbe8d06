import static java.lang.constant.ConstantDescs.*;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
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
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
    private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
    private static final MethodTypeDesc ASK =
            MethodTypeDesc.of(CD_int, CD_Object, CD_int);
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
                    && method.methodTypeSymbol().returnType().equals(CD_void)) {
                builder.withMethodBody(
                        method.methodName(), method.methodType(), method.flags().flagsMask(), CodeBuilder::return_);
            } else {
                builder.with(element);
            }
        });
    }

    /// The same class with its switches over types asked by `instanceof`, and with what its record can do written out.
    private static byte[] plain(ClassFile format, byte[] bytes) {
        ClassModel model = format.parse(bytes);
        Map<String, Consumer<ClassBuilder>> methods = new LinkedHashMap<>();
        Map<List<ClassDesc>, MethodCall> switches = new HashMap<>();
        CodeTransform calls = (builder, element) -> {
            if (element instanceof RuntimeVisibleTypeAnnotationsAttribute) {
                // It speaks of places in code that is longer or shorter now, and nobody asks at run time.
                return;
            }
            if (!(element instanceof InvokeDynamicInstruction dynamic)) {
                builder.with(element);
                return;
            }
            List<ClassDesc> types = askedTypes(dynamic);
            Optional<RecordMethod> record = RecordMethod.of(dynamic, model);
            if (record.isPresent()) {
                String name = "record$" + dynamic.name().stringValue();
                methods.put(name, add(name, dynamic.typeSymbol(), record.get()::write));
                call(builder, model, new MethodCall(name, dynamic.typeSymbol()));
            } else if (!types.isEmpty()) {
                MethodCall ask = switches.computeIfAbsent(types, t -> new MethodCall("typeSwitch$" + switches.size(), ASK));
                methods.put(ask.name(), add(ask.name(), ASK, code -> ask(code, types)));
                call(builder, model, ask);
            } else {
                builder.with(element);
            }
        };
        ClassTransform added = ClassTransform.endHandler(builder -> methods.values().forEach(m -> m.accept(builder)));
        byte[] changed =
                format.transformClass(model, ClassTransform.transformingMethodBodies(calls).andThen(added));
        return methods.isEmpty() || !format.verify(changed).isEmpty() ? bytes : changed;
    }

    private record MethodCall(String name, MethodTypeDesc type) {}

    private static void call(CodeBuilder code, ClassModel model, MethodCall call) {
        code.invokestatic(model.thisClass().asSymbol(), call.name(), call.type(), model.flags().has(AccessFlag.INTERFACE));
    }

    private static Consumer<ClassBuilder> add(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
        int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
        return builder -> builder.withMethodBody(name, type, flags, body);
    }

    /// A record's `equals`, `hashCode` or `toString`, which the JVM makes when it is first called.
    private record RecordMethod(String what, ClassDesc type, String name, List<DirectMethodHandleDesc> fields) {
        static Optional<RecordMethod> of(InvokeDynamicInstruction call, ClassModel model) {
            if (!call.bootstrapMethod().owner().equals(ClassDesc.of("java.lang.runtime.ObjectMethods"))) {
                return Optional.empty();
            }
            List<DirectMethodHandleDesc> fields = call.bootstrapArgs().stream()
                    .skip(2)
                    .map(DirectMethodHandleDesc.class::cast)
                    .toList();
            return Optional.of(new RecordMethod(
                    call.name().stringValue(), model.thisClass().asSymbol(), simpleName(model), fields));
        }

        private static String simpleName(ClassModel model) {
            return model.findAttribute(Attributes.innerClasses()).stream()
                    .flatMap(a -> a.classes().stream())
                    .filter(i -> i.innerClass().equals(model.thisClass()))
                    .flatMap(i -> i.innerName().stream())
                    .map(Utf8Entry::stringValue)
                    .findFirst()
                    .orElseGet(() -> model.thisClass().asSymbol().displayName());
        }

        void write(CodeBuilder code) {
            switch (what) {
                case "equals" -> writeEquals(code);
                case "hashCode" -> writeHashCode(code);
                case "toString" -> writeToString(code);
                default -> throw new IllegalStateException(what);
            }
        }

        private void get(CodeBuilder code, int record, DirectMethodHandleDesc field) {
            code.aload(record)
                    .getfield(type, field.methodName(), field.invocationType().returnType());
        }

        private void writeEquals(CodeBuilder code) {
            Label other = code.newLabel();
            code.aload(1).instanceOf(type).ifeq(other);
            code.aload(1).checkcast(type).astore(2);
            for (DirectMethodHandleDesc field : fields) {
                ClassDesc held = field.invocationType().returnType();
                get(code, 0, field);
                get(code, 2, field);
                if (!held.isPrimitive()) {
                    code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object))
                            .ifeq(other);
                } else {
                    code.invokestatic(box(held), "compare", MethodTypeDesc.of(CD_int, held, held))
                            .ifne(other);
                }
            }
            code.loadConstant(1).ireturn();
            code.labelBinding(other).loadConstant(0).ireturn();
        }

        private void writeHashCode(CodeBuilder code) {
            code.loadConstant(0);
            for (DirectMethodHandleDesc field : fields) {
                ClassDesc held = field.invocationType().returnType();
                code.loadConstant(31).imul();
                get(code, 0, field);
                code.invokestatic(
                                held.isPrimitive() ? box(held) : OBJECTS,
                                "hashCode",
                                MethodTypeDesc.of(CD_int, held.isPrimitive() ? held : CD_Object))
                        .iadd();
            }
            code.ireturn();
        }

        private void writeToString(CodeBuilder code) {
            ClassDesc builder = ClassDesc.of("java.lang.StringBuilder");
            MethodTypeDesc text = MethodTypeDesc.of(builder, CD_String);
            code.new_(builder).dup().invokespecial(builder, "<init>", MethodTypeDesc.of(CD_void));
            String before = name + "[";
            for (DirectMethodHandleDesc field : fields) {
                ClassDesc held = field.invocationType().returnType();
                code.loadConstant(before + field.methodName() + "=").invokevirtual(builder, "append", text);
                get(code, 0, field);
                code.invokestatic(
                                CD_String, "valueOf", MethodTypeDesc.of(CD_String, held.isPrimitive() ? wide(held) : CD_Object))
                        .invokevirtual(builder, "append", text);
                before = ", ";
            }
            code.loadConstant(fields.isEmpty() ? before + "]" : "]").invokevirtual(builder, "append", text);
            code.invokevirtual(builder, "toString", MethodTypeDesc.of(CD_String)).areturn();
        }

        /// `String.valueOf` knows no byte and no short.
        private static ClassDesc wide(ClassDesc primitive) {
            return primitive.equals(CD_byte) || primitive.equals(CD_short) ? CD_int : primitive;
        }

        private static ClassDesc box(ClassDesc primitive) {
            return BOXES.get(primitive.descriptorString());
        }
    }

    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final Map<String, ClassDesc> BOXES = Map.of(
            "Z", CD_Boolean, "B", CD_Byte, "S", CD_Short, "C", CD_Character, "I", CD_Integer, "J", CD_Long, "F", CD_Float,
            "D", CD_Double);

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

    private static void makePlain(Path jar) throws IOException {
        try (URLClassLoader around = around(jar)) {
            ClassFile format = format(around, ClassFile.StackMapsOption.STACK_MAPS_WHEN_REQUIRED);
            rewrite(jar, (name, bytes) -> name.endsWith(".class") ? plain(format, bytes) : bytes, NONE);
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
