package io.broadsheet.server.delivery;

/// A PNG inside a mail. Immutable.
final class InlinePicture {
    private final String contentId;
    private final byte[] png;

    InlinePicture(String contentId, byte[] png) {
        this.contentId = contentId;
        this.png = png.clone();
    }

    /// What HTML calls it behind `cid:`.
    String contentId() {
        return contentId;
    }

    byte[] png() {
        return png.clone();
    }

    String fileName() {
        return contentId.substring(0, contentId.indexOf('@')) + ".png";
    }
}
