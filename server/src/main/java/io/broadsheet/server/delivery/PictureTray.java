package io.broadsheet.server.delivery;

import io.broadsheet.server.edition.MailPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pictures of one mail, each under a content id of its own, as many as the mail may carry. First the dark ones are
/// left out, then the part.
final class PictureTray {
    /// Bytes of all pictures of a mail, before Base64 makes them a third longer.
    static final int MOST_BYTES = 1_500_000;

    private final String domain;
    private final List<InlinePicture> pictures = new ArrayList<>();
    private int bytes;

    PictureTray(String domain) {
        this.domain = domain;
    }

    List<InlinePicture> pictures() {
        return List.copyOf(pictures);
    }

    /// The parts with content ids in place of file names.
    List<MailPart> named(SummaryShelf.Kept kept) {
        List<MailPart> named = new ArrayList<>();
        for (MailPart part : kept.parts()) {
            switch (part) {
                case MailPart.Image image -> named(image, kept.pictures()).ifPresent(named::add);
                case MailPart.Numbers n -> named.add(n);
                case MailPart.Table t -> named.add(t);
            }
        }
        return named;
    }

    private Optional<MailPart> named(MailPart.Image image, Map<String, byte[]> files) {
        String light = put(files.get(image.light()));
        String dark = light.isEmpty() ? "" : put(files.get(image.dark()));
        return light.isEmpty() ? Optional.empty() : Optional.of(image.named(light, dark));
    }

    /// @return its content id; empty where it does not fit, or is not there
    private String put(byte @org.jspecify.annotations.Nullable [] png) {
        if (png == null || bytes + png.length > MOST_BYTES) {
            return "";
        }
        bytes += png.length;
        String id = "picture-" + (pictures.size() + 1) + "@" + domain;
        pictures.add(new InlinePicture(id, png));
        return id;
    }
}
