package io.broadsheet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;

/// An [Appendable] whose failures are unchecked.
record Output(Appendable to) {
    Output append(CharSequence text) {
        try {
            to.append(text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Output append(char c) {
        return append(Character.toString(c));
    }
}
