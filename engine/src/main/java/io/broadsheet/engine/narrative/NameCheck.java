package io.broadsheet.engine.narrative;

import io.broadsheet.engine.format.ValueFormat;
import io.broadsheet.engine.problem.ProblemCode;
import io.broadsheet.engine.problem.Problems;
import io.broadsheet.engine.problem.Suggestion;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.FunctionOrMacroNameNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.MacroNode;
import io.pebbletemplates.pebble.node.Node;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.node.SetNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.ArrayExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.MapExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Walks a compiled template and says which names are not there: values, filters, functions.
final class NameCheck {
    /// Filters of Pebble's that stay, besides our own.
    private static final List<String> PEBBLE_FILTERS = List.of(
            "abbreviate",
            "abs",
            "capitalize",
            "default",
            "first",
            "join",
            "last",
            "lower",
            "merge",
            "replace",
            "reverse",
            "rsort",
            "slice",
            "sort",
            "split",
            "title",
            "trim",
            "upper");
    private static final List<String> OWN_FILTERS = List.of("change", "points", "length");
    private static final List<String> TESTS = List.of("defined", "empty", "even", "iterable", "map", "null", "odd");
    private static final List<String> FUNCTIONS = List.of("range", "min", "max");

    private final TemplatePlaces places;
    private final Set<String> roots;
    private final Map<String, List<String>> attributes;
    private final Problems problems;
    private final Set<String> macros = new HashSet<>();
    private final Set<String> used = new LinkedHashSet<>();

    NameCheck(TemplatePlaces places, List<String> roots, Map<String, List<String>> attributes, Problems problems) {
        this.places = places;
        this.roots = new LinkedHashSet<>(roots);
        this.attributes = attributes;
        this.problems = problems;
    }

    static Set<String> roots(Node root) {
        NameCheck check = new NameCheck(
                new TemplatePlaces(io.broadsheet.engine.source.SourceText.of("", ""), 1, List.of()),
                List.of(),
                Map.of(),
                new Problems());
        check.check(root);
        return check.used;
    }

    static List<String> filters() {
        List<String> filters = new ArrayList<>(ValueFormat.names());
        filters.addAll(OWN_FILTERS);
        filters.addAll(PEBBLE_FILTERS);
        return filters;
    }

    void check(Node root) {
        collectMacros(root);
        walk(root, Set.of());
    }

    private void collectMacros(Node node) {
        switch (node) {
            case RootNode root -> collectMacros(root.getBody());
            case BodyNode body -> body.getChildren().forEach(this::collectMacros);
            case MacroNode macro -> macros.add(macro.getName());
            default -> {}
        }
    }

    private void walk(Node node, Set<String> locals) {
        switch (node) {
            case RootNode root -> walk(root.getBody(), locals);
            case BodyNode body -> body(body, locals);
            case PrintNode print -> walk(print.getExpression(), locals);
            case PrintedExpression printed -> walk(printed.printed(), locals);
            case SetNode set -> walk(set.getValue(), locals);
            case IfNode branch -> {
                branch.getConditionsWithBodies().forEach(pair -> {
                    walk(pair.getLeft(), locals);
                    walk(pair.getRight(), locals);
                });
                walkIfAny(branch.getElseBody(), locals);
            }
            case ForNode loop -> {
                walk(loop.getIterable(), locals);
                walk(loop.getBody(), with(locals, loop.getIterationVariable(), "loop"));
                walkIfAny(loop.getElseBody(), locals);
            }
            case MacroNode macro -> macro(macro);
            case ContextVariableExpression variable -> name(variable, locals);
            case GetAttributeExpression attribute -> attribute(attribute, locals);
            case FilterInvocationExpression filter -> {
                filter(filter);
                arguments(filter.getArgs(), locals);
            }
            case FunctionOrMacroInvocationExpression call -> {
                function(call.getFunctionName(), call.getLineNumber());
                arguments(call.getArguments(), locals);
            }
            case FunctionOrMacroNameNode name -> function(name.getName(), name.getLineNumber());
            case TestInvocationExpression test -> {
                test(test);
                arguments(test.getArgs(), locals);
            }
            case BinaryExpression<?> binary -> {
                walk(binary.getLeftExpression(), locals);
                walk(binary.getRightExpression(), locals);
            }
            case UnaryExpression unary -> walk(unary.getChildExpression(), locals);
            case TernaryExpression ternary -> {
                walk(ternary.getExpression1(), locals);
                walk(ternary.getExpression2(), locals);
                walk(ternary.getExpression3(), locals);
            }
            case ArrayExpression array -> array.getValues().forEach(v -> walk(v, locals));
            case MapExpression map ->
                map.getEntries().forEach((k, v) -> {
                    walk(k, locals);
                    walk(v, locals);
                });
            default -> {}
        }
    }

    private void walkIfAny(@org.jspecify.annotations.Nullable Node node, Set<String> locals) {
        if (node != null) {
            walk(node, locals);
        }
    }

    /// What is set in a body is known behind the tag that sets it.
    private void body(BodyNode body, Set<String> locals) {
        Set<String> known = locals;
        for (Node child : body.getChildren()) {
            walk(child, known);
            if (child instanceof SetNode set) {
                known = with(known, set.getName());
            }
        }
    }

    private void macro(MacroNode macro) {
        Set<String> names = new HashSet<>();
        macro.getArgs().getNamedArgs().forEach(a -> names.add(a.getName()));
        walk(macro.getBody(), names);
    }

    private static Set<String> with(Set<String> locals, String... names) {
        Set<String> all = new HashSet<>(locals);
        all.addAll(List.of(names));
        return all;
    }

    private void arguments(@org.jspecify.annotations.Nullable ArgumentsNode arguments, Set<String> locals) {
        if (arguments == null) {
            return;
        }
        if (arguments.getPositionalArgs() != null) {
            arguments.getPositionalArgs().forEach(a -> walk(a.getValueExpression(), locals));
        }
        if (arguments.getNamedArgs() != null) {
            arguments.getNamedArgs().forEach(a -> walkIfAny(a.getValueExpression(), locals));
        }
    }

    private void name(ContextVariableExpression variable, Set<String> locals) {
        String name = variable.getName();
        if (locals.contains(name)) {
            return;
        }
        used.add(name);
        if (!roots.contains(name)) {
            Set<String> known = new LinkedHashSet<>(roots);
            known.addAll(locals);
            problems.add(
                    ProblemCode.UNKNOWN_NAME,
                    places.word(variable.getLineNumber(), name),
                    "there is no value named '" + name + "' here",
                    Suggestion.sentence("values", name, known));
        }
    }

    private void attribute(GetAttributeExpression attribute, Set<String> locals) {
        walk(attribute.getNode(), locals);
        walk(attribute.getAttributeNameExpression(), locals);
        if (attribute.getArgumentsNode() != null) {
            String called = attribute.getAttributeNameExpression() instanceof LiteralStringExpression literal
                    ? String.valueOf(literal.getValue())
                    : "";
            problems.add(
                    ProblemCode.UNKNOWN_NAME,
                    places.word(attribute.getLineNumber(), called),
                    "'" + called + "(...)' can't be called; values have columns and keys only",
                    "Filters work on values: {{ value | number(1) }}");
            return;
        }
        if (attribute.getNode() instanceof ContextVariableExpression root
                && !locals.contains(root.getName())
                && attribute.getAttributeNameExpression() instanceof LiteralStringExpression literal) {
            String name = String.valueOf(literal.getValue());
            List<String> known = attributes.get(root.getName());
            if (known != null && !known.contains(name)) {
                boolean parameter = root.getName().equals("params");
                problems.add(
                        parameter ? ProblemCode.UNKNOWN_PARAMETER : ProblemCode.UNKNOWN_NAME,
                        places.word(attribute.getLineNumber(), name),
                        parameter
                                ? "no parameter is named '" + name + "'"
                                : "'" + root.getName() + "' has no '" + name + "'",
                        Suggestion.sentence(parameter ? "parameters" : root.getName() + " has", name, known));
            }
        }
    }

    private void filter(FilterInvocationExpression filter) {
        if (!filters().contains(filter.getFilterName())) {
            problems.add(
                    ProblemCode.UNKNOWN_FILTER,
                    places.word(filter.getLineNumber(), filter.getFilterName()),
                    "no filter is named '" + filter.getFilterName() + "'",
                    Suggestion.sentence(
                            "filters",
                            filter.getFilterName(),
                            filters().stream().sorted().toList()));
        }
    }

    private void test(TestInvocationExpression test) {
        if (!TESTS.contains(test.getTestName())) {
            problems.add(
                    ProblemCode.UNKNOWN_NAME,
                    places.word(test.getLineNumber(), test.getTestName()),
                    "no test is named '" + test.getTestName() + "'",
                    Suggestion.sentence("tests", test.getTestName(), TESTS));
        }
    }

    private void function(String name, int line) {
        if (!FUNCTIONS.contains(name) && !macros.contains(name)) {
            List<String> known = new ArrayList<>(FUNCTIONS);
            known.addAll(macros);
            problems.add(
                    ProblemCode.UNKNOWN_NAME,
                    places.word(line, name),
                    "there is no macro named '" + name + "' here",
                    Suggestion.sentence("macros", name, known.stream().sorted().toList())
                            + ". Import macros of shared files under `use:`");
        }
    }
}
