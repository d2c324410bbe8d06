package io.broadsheet.engine.render;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A style sheet cut into its rules, so that a page carries only those that can apply to it: a rule goes where each of
/// its selectors names a class or an element that the page does not have, a variable where nothing speaks of it.
/// Immutable.
///
/// Of brackets only those of `:is()` and `:where()` are looked into; `:not(.x)`, `:has(.x)` and `[x]` keep a rule
/// rather than lose it.
final class StyleRules {
    private final List<Part> parts;

    sealed interface Part {
        /// @param needs for each selector that without which it matches nothing
        /// @param texts what it declares
        record Rule(String selectors, List<StyleNeed> needs, List<String> texts) implements Part {}

        /// Such as `@media print`.
        record Group(String head, List<Part> parts) implements Part {}

        /// Such as `@font-face`.
        record Whole(String text) implements Part {}
    }

    private StyleRules(List<Part> parts) {
        this.parts = parts;
    }

    static StyleRules of(String css) {
        return new StyleRules(new StyleCutter(css).parts());
    }

    /// This one and then another, whose rules win.
    StyleRules and(StyleRules other) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(other.parts);
        return new StyleRules(all);
    }

    /// Without variables that a later rule with the same selectors, in the same group, sets anew: a theme says many of
    /// its parent's otherwise.
    StyleRules withoutOverridden() {
        return new StyleRules(withoutOverridden(parts, "", new HashSet<>()));
    }

    private static List<Part> withoutOverridden(List<Part> parts, String group, Set<String> later) {
        List<Part> kept = new ArrayList<>();
        for (Part part : parts.reversed()) {
            switch (part) {
                case Part.Rule rule -> {
                    String place = group + "{" + rule.selectors() + "{";
                    List<String> texts = new ArrayList<>();
                    for (String text : rule.texts().reversed()) {
                        int colon = text.indexOf(':');
                        boolean plain = text.startsWith("--") && colon > 0 && text.indexOf('!') < 0;
                        if (!plain || later.add(place + text.substring(0, colon))) {
                            texts.addFirst(text);
                        }
                    }
                    if (!texts.isEmpty() || rule.texts().isEmpty()) {
                        kept.addFirst(new Part.Rule(rule.selectors(), rule.needs(), List.copyOf(texts)));
                    }
                }
                case Part.Group g ->
                    kept.addFirst(
                            new Part.Group(g.head(), withoutOverridden(g.parts(), group + "{" + g.head(), later)));
                case Part.Whole whole -> kept.addFirst(whole);
            }
        }
        return kept;
    }

    /// @param names of the page, see [#namesOf]
    /// @param spoken the variables that something besides this style sheet speaks of
    String forPage(Set<String> names, Set<String> spoken) {
        List<Part> kept = kept(parts, names);
        Set<String> variables = new HashSet<>(spoken);
        int before;
        do {
            before = variables.size();
            speak(kept, variables);
        } while (variables.size() > before);
        StringBuilder out = new StringBuilder();
        write(kept, variables, out);
        return out.toString();
    }

    private static List<Part> kept(List<Part> parts, Set<String> names) {
        List<Part> kept = new ArrayList<>();
        for (Part part : parts) {
            switch (part) {
                case Part.Rule rule -> {
                    if (rule.needs().stream().anyMatch(need -> need.isMet(names))) {
                        kept.add(rule);
                    }
                }
                case Part.Group group -> kept.add(new Part.Group(group.head(), kept(group.parts(), names)));
                case Part.Whole whole -> kept.add(whole);
            }
        }
        return kept;
    }

    /// Adds what is spoken of by all declarations but those of variables that nothing speaks of.
    private static void speak(List<Part> parts, Set<String> variables) {
        for (Part part : parts) {
            switch (part) {
                case Part.Rule rule -> {
                    for (String text : rule.texts()) {
                        if (isSpokenOf(text, variables)) {
                            variablesOf(text.substring(text.indexOf(':') + 1), variables);
                        }
                    }
                }
                case Part.Group group -> speak(group.parts(), variables);
                case Part.Whole whole -> variablesOf(whole.text(), variables);
            }
        }
    }

    private static boolean isSpokenOf(String declaration, Set<String> variables) {
        int colon = declaration.indexOf(':');
        return !declaration.startsWith("--") || colon < 0 || variables.contains(declaration.substring(0, colon));
    }

    private static void write(List<Part> parts, Set<String> variables, StringBuilder out) {
        for (Part part : parts) {
            switch (part) {
                case Part.Rule rule -> {
                    int start = out.length();
                    out.append(rule.selectors()).append('{');
                    int empty = out.length();
                    for (String text : rule.texts()) {
                        if (isSpokenOf(text, variables)) {
                            out.append(out.length() > empty ? ";" : "").append(text);
                        }
                    }
                    out.append('}');
                    if (out.length() == empty + 1 && !rule.texts().isEmpty()) {
                        out.setLength(start);
                    }
                }
                case Part.Group group -> {
                    StringBuilder inner = new StringBuilder();
                    write(group.parts(), variables, inner);
                    if (!inner.isEmpty()) {
                        out.append(group.head()).append('{').append(inner).append('}');
                    }
                }
                case Part.Whole whole -> out.append(whole.text());
            }
        }
    }

    /// The classes of all elements in some markup, and their names after a `<`.
    static Set<String> namesOf(String markup) {
        Set<String> names = new HashSet<>();
        String mark = "class=\"";
        for (int at = markup.indexOf(mark); at >= 0; at = markup.indexOf(mark, at)) {
            at += mark.length();
            int end = markup.indexOf('"', at);
            if (end < 0) {
                break;
            }
            words(markup, at, end, names);
            at = end;
        }
        for (int at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at + 1)) {
            int end = at + 1;
            while (end < markup.length() && Character.isLetterOrDigit(markup.charAt(end))) {
                end++;
            }
            if (end > at + 1) {
                names.add(markup.substring(at, end).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    /// The words of a script: each may be a class that it gives or an element that it makes. What follows a point is
    /// neither, but a property, or a class that the script looks for.
    static Set<String> wordsOf(String script) {
        Set<String> found = new HashSet<>();
        words(script, 0, script.length(), found);
        Set<String> names = new HashSet<>(found);
        found.forEach(word -> names.add("<" + word.toLowerCase(Locale.ROOT)));
        return names;
    }

    /// All variables in some text.
    static Set<String> variablesOf(String text) {
        Set<String> found = new HashSet<>();
        variablesOf(text, found);
        return found;
    }

    private static void variablesOf(String text, Set<String> into) {
        for (int at = text.indexOf("--"); at >= 0; at = text.indexOf("--", at)) {
            int end = at + 2;
            while (end < text.length() && isName(text.charAt(end))) {
                end++;
            }
            into.add(text.substring(at, end));
            at = end;
        }
    }

    private static void words(String text, int from, int to, Set<String> into) {
        int start = -1;
        for (int i = from; i <= to; i++) {
            boolean in = i < to && isName(text.charAt(i));
            if (in && start < 0) {
                start = i;
            } else if (!in && start >= 0) {
                if (start == 0 || text.charAt(start - 1) != '.') {
                    into.add(text.substring(start, i));
                }
                start = -1;
            }
        }
    }

    static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }
}
