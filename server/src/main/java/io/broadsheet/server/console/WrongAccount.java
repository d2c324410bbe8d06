package io.broadsheet.server.console;

/// An account that can't be. What is wrong is said by `console.mistake.WHY`.
final class WrongAccount extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    static final String NAME = "name";
    static final String PASSWORD = "password";
    static final String TAKEN = "taken";

    private final String why;

    WrongAccount(String why) {
        super("this account can't be: " + why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
