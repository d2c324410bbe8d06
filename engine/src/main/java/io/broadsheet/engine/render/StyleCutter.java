package io.broadsheet.engine.render;

import java.util.ArrayList;
import java.util.List;

/// Finds the rules of a style sheet by their braces; what stands in quotes or round brackets is not looked into.
final class StyleCutter {
    private final String css;
    private int at;

    StyleCutter(String css) {
        this.css = css;
    }

    List<StyleRules.Part> parts() {
        List<StyleRules.Part> parts = new ArrayList<>();
        int start = at;
        while (at < css.length() && css.charAt(at) != '}') {
            char c = css.charAt(at);
            if (c == ';') {
                at++;
                parts.add(new StyleRules.Part.Whole(css.substring(start, at)));
                start = at;
            } else if (c == '{') {
                parts.add(part(start));
                start = at;
            } else {
                skip();
            }
        }
        if (!css.substring(start, at).isBlank()) {
            parts.add(new StyleRules.Part.Whole(css.substring(start, at)));
        }
        return parts;
    }

    private StyleRules.Part part(int start) {
        String head = css.substring(start, at);
        String name = head.strip();
        if (name.startsWith("@media") || name.startsWith("@supports") || name.startsWith("@container")) {
            at++;
            List<StyleRules.Part> inner = parts();
            at = Math.min(css.length(), at + 1);
            return new StyleRules.Part.Group(head, inner);
        }
        int open = at;
        boolean closed = block();
        if (name.startsWith("@")) {
            return new StyleRules.Part.Whole(css.substring(start, at));
        }
        String declared = css.substring(open + 1, closed ? at - 1 : at);
        return new StyleRules.Part.Rule(head, StyleNeed.of(name), declarations(declared));
    }

    /// Declarations without their semicolons, and rules that are nested among them.
    private static List<String> declarations(String block) {
        List<String> found = new ArrayList<>();
        StyleCutter cutter = new StyleCutter(block);
        int start = 0;
        while (cutter.at < block.length()) {
            char c = block.charAt(cutter.at);
            if (c == '{') {
                cutter.block();
                found.add(block.substring(start, cutter.at));
                start = cutter.at;
            } else if (c == ';') {
                found.add(block.substring(start, cutter.at));
                cutter.at++;
                start = cutter.at;
            } else {
                cutter.skip();
            }
        }
        if (start < block.length()) {
            found.add(block.substring(start));
        }
        return List.copyOf(found);
    }

    /// To behind the brace that closes the one here; whether there is one.
    private boolean block() {
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
                    return true;
                }
            } else {
                skip();
            }
        }
        return false;
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
            brackets();
        }
    }

    /// To behind the bracket that closes the one before this place, however deep others lie in it.
    private void brackets() {
        int depth = 1;
        while (at < css.length() && depth > 0) {
            char c = css.charAt(at);
            if (c == '(' || c == ')') {
                depth += c == '(' ? 1 : -1;
                at++;
            } else {
                skip();
            }
        }
    }
}
