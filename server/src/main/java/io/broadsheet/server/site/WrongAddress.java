package io.broadsheet.server.site;

/// An address that can't be mailed; the reason does not quote it.
final class WrongAddress extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    WrongAddress(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
