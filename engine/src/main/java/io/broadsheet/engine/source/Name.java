package io.broadsheet.engine.source;

import java.util.regex.Pattern;

/// A name that an author gives or uses, with its place. Names of queries, parameters and macros are SQL identifiers
/// that need no quotes, in lower case or not, of any script.
public record Name(String text, Span span) {
    private static final Pattern GOOD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,62}");

    public boolean isGood() {
        return GOOD.matcher(text).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
