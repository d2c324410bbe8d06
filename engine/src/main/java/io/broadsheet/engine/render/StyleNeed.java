package io.broadsheet.engine.render;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// That without which a selector matches nothing.
///
/// @param names classes, and elements after a `<`
/// @param oneOf for each `:is()` its selectors, of which one is enough
record StyleNeed(Set<String> names, List<List<StyleNeed>> oneOf) {
    StyleNeed {
        names = Set.copyOf(names);
        oneOf = List.copyOf(oneOf);
    }

    boolean isMet(Set<String> page) {
        return page.containsAll(names)
                && oneOf.stream().allMatch(some -> some.stream().anyMatch(need -> need.isMet(page)));
    }

    /// @param selectors with commas between
    static List<StyleNeed> of(String selectors) {
        List<StyleNeed> needs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<List<StyleNeed>> oneOf = new ArrayList<>();
        int i = 0;
        while (i < selectors.length()) {
            char c = selectors.charAt(i);
            if (c == '(' || c == '[') {
                int end = closing(selectors, i);
                String before = selectors.substring(0, i);
                if (before.endsWith(":is") || before.endsWith(":where")) {
                    oneOf.add(of(selectors.substring(i + 1, end)));
                }
                i = end + 1;
            } else if (c == ',') {
                needs.add(new StyleNeed(names, oneOf));
                names = new HashSet<>();
                oneOf = new ArrayList<>();
                i++;
            } else if (c == ':' || c == '#' || c == '.') {
                int end = nameEnd(selectors, i + 1);
                if (c == '.') {
                    names.add(selectors.substring(i + 1, end));
                }
                i = Math.max(i + 1, end);
            } else if (Character.isLetter(c)) {
                int end = nameEnd(selectors, i);
                names.add("<" + selectors.substring(i, end).toLowerCase(Locale.ROOT));
                i = end;
            } else {
                i++;
            }
        }
        needs.add(new StyleNeed(names, oneOf));
        return List.copyOf(needs);
    }

    private static int nameEnd(String text, int from) {
        int end = from;
        while (end < text.length() && StyleRules.isName(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /// The bracket that closes the one here; the end where none does.
    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                int end = text.indexOf(c, i + 1);
                i = end < 0 ? text.length() : end;
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
                if (depth == 0) {
                    return i;
                }
            }
        }
        return text.length();
    }
}
