package io.broadsheet.engine.render;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A style sheet cut into its rules, so that a page carries only those that can apply to it: a rule goes where each of
/// its selectors names a class that the page does not have. Immutable.
///
/// Only classes outside of brackets count, so that `:not(.x)` or `:has(.x)` keep a rule rather than lose it.
final class StyleRules {
    private final List<Part> parts;

    private sealed interface Part {
        /// @param needs for each selector the classes without which it matches nothing
        record Rule(String text, List<Set<String>> needs) implements Part {}

        /// Such as `@media print`.
        record Group(String head, List<Part> parts) implements Part {}

        /// Such as `@font-face`.
        record Whole(String text) implements Part {}
    }

    private StyleRules(List<Part> parts) {
        this.parts = parts;
    }

    static StyleRules of(String css) {
        return new StyleRules(new Cutter(css).parts());
    }

    /// @param classes that elements of the page have or that its script gives them
    String forPage(Set<String> classes) {
        StringBuilder out = new StringBuilder();
        write(parts, classes, out);
        return out.toString();
    }

    private static void write(List<Part> parts, Set<String> classes, StringBuilder out) {
        for (Part part : parts) {
            switch (part) {
                case Part.Rule rule -> {
                    if (rule.needs().stream().anyMatch(classes::containsAll)) {
                        out.append(rule.text());
                    }
                }
                case Part.Group group -> {
                    StringBuilder inner = new StringBuilder();
                    write(group.parts(), classes, inner);
                    if (!inner.isEmpty()) {
                        out.append(group.head()).append('{').append(inner).append('}');
                    }
                }
                case Part.Whole whole -> out.append(whole.text());
            }
        }
    }

    /// The classes of all elements in some markup.
    static Set<String> classesOf(String markup) {
        Set<String> classes = new HashSet<>();
        String mark = "class=\"";
        for (int at = markup.indexOf(mark); at >= 0; at = markup.indexOf(mark, at)) {
            at += mark.length();
            int end = markup.indexOf('"', at);
            if (end < 0) {
                return classes;
            }
            words(markup, at, end, classes);
            at = end;
        }
        return classes;
    }

    /// All words of a script: each may be the name of a class that it gives.
    static Set<String> wordsOf(String script) {
        Set<String> found = new HashSet<>();
        words(script, 0, script.length(), found);
        return found;
    }

    private static void words(String text, int from, int to, Set<String> into) {
        int start = -1;
        for (int i = from; i <= to; i++) {
            boolean in = i < to && isName(text.charAt(i));
            if (in && start < 0) {
                start = i;
            } else if (!in && start >= 0) {
                into.add(text.substring(start, i));
                start = -1;
            }
        }
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }

    /// Finds rules by their braces; what stands in quotes or round brackets is not looked into.
    private static final class Cutter {
        private final String css;
        private int at;

        Cutter(String css) {
            this.css = css;
        }

        List<Part> parts() {
            List<Part> parts = new ArrayList<>();
            int start = at;
            while (at < css.length() && css.charAt(at) != '}') {
                char c = css.charAt(at);
                if (c == ';') {
                    at++;
                    parts.add(new Part.Whole(css.substring(start, at)));
                    start = at;
                } else if (c == '{') {
                    parts.add(part(start));
                    start = at;
                } else {
                    skip();
                }
            }
            if (!css.substring(start, at).isBlank()) {
                parts.add(new Part.Whole(css.substring(start, at)));
            }
            return parts;
        }

        private Part part(int start) {
            String head = css.substring(start, at);
            String name = head.strip();
            if (name.startsWith("@media") || name.startsWith("@supports") || name.startsWith("@container")) {
                at++;
                List<Part> inner = parts();
                at = Math.min(css.length(), at + 1);
                return new Part.Group(head, inner);
            }
            block();
            String text = css.substring(start, at);
            return name.startsWith("@") ? new Part.Whole(text) : new Part.Rule(text, needs(name));
        }

        /// To behind the brace that closes the one here.
        private void block() {
            int depth = 0;
            while (at < css.length()) {
                char c = css.charAt(at);
                if (c == '{') {
                    depth++;
                    at++;
                } else if (c == '}') {
                    depth--;
                    at++;
                    if (depth == 0) {
                        return;
                    }
                } else {
                    skip();
                }
            }
        }

        /// One character, or all that stands in quotes or round brackets.
        private void skip() {
            char c = css.charAt(at++);
            if (c == '\\') {
                at = Math.min(css.length(), at + 1);
            } else if (c == '"' || c == '\'') {
                while (at < css.length() && css.charAt(at) != c) {
                    at += css.charAt(at) == '\\' ? 2 : 1;
                }
                at = Math.min(css.length(), at + 1);
            } else if (c == '(') {
                while (at < css.length() && css.charAt(at) != ')') {
                    skip();
                }
                at = Math.min(css.length(), at + 1);
            }
        }

        private static List<Set<String>> needs(String selectors) {
            List<Set<String>> needs = new ArrayList<>();
            Set<String> classes = new HashSet<>();
            int brackets = 0;
            for (int i = 0; i < selectors.length(); i++) {
                char c = selectors.charAt(i);
                if (c == '(' || c == '[') {
                    brackets++;
                } else if (c == ')' || c == ']') {
                    brackets--;
                } else if (brackets == 0 && c == ',') {
                    needs.add(Set.copyOf(classes));
                    classes = new HashSet<>();
                } else if (brackets == 0 && c == '.') {
                    int end = i + 1;
                    while (end < selectors.length() && isName(selectors.charAt(end))) {
                        end++;
                    }
                    classes.add(selectors.substring(i + 1, end));
                }
            }
            needs.add(Set.copyOf(classes));
            return needs;
        }
    }
}
