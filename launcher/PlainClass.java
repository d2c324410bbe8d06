import static java.lang.constant.ConstantDescs.*;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Takes out of a class what the JVM would make code for when it comes to it: each `switch` over types, and what a record can
/// do. They become methods of the class itself, which mean the same.
final class PlainClass {
    private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
    private static final MethodTypeDesc ASK = MethodTypeDesc.of(CD_int, CD_Object, CD_int);
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final Map<String, ClassDesc> BOXES = Map.of(
            "Z", CD_Boolean, "B", CD_Byte, "S", CD_Short, "C", CD_Character, "I", CD_Integer, "J", CD_Long, "F", CD_Float,
            "D", CD_Double);

    private PlainClass() {}

    /// The same class with its switches over types asked by `instanceof`, and with what its record can do written out.
    static byte[] of(ClassFile format, byte[] bytes) {
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
        try {
            byte[] changed =
                    format.transformClass(model, ClassTransform.transformingMethodBodies(calls).andThen(added));
            return methods.isEmpty() || !format.verify(changed).isEmpty() ? bytes : changed;
        } catch (IllegalArgumentException e) {
            // It speaks of a class that is in none of the jars: it stays as it was.
            return bytes;
        }
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
}
