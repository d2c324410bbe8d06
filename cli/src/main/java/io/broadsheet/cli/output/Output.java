package io.broadsheet.cli.output;

import java.io.IOException;
import java.io.UncheckedIOException;

/// An [Appendable] whose failures are unchecked.
public record Output(Appendable to) {
    public Output append(CharSequence text) {
        try {
            to.append(text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Output append(char c) {
        return append(Character.toString(c));
    }
}
