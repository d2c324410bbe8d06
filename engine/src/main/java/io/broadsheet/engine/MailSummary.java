package io.broadsheet.engine;

import io.broadsheet.engine.component.MailPart;
import io.broadsheet.engine.picture.Picture;
import io.broadsheet.engine.picture.ThemeColours;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The components of `mail: summary` as a mail shows them. Pictures take time that a page does not have: they are drawn
/// when somebody asks. Thread-safe.
public final class MailSummary {
    private static final int MOST_SPELLED = 20;

    /// What a mail's text stands on, by day and by night; pictures stand on the same.
    public static final String LIGHT_GROUND = "#ffffff";

    public static final String DARK_GROUND = "#191d24";

    /// Bytes that the pictures of one summary may have; the components after that are their numbers.
    public static final int MOST_BYTES = 600_000;

    private static final MailSummary NONE = new MailSummary(List::of, "", false);

    private final Supplier<List<Summary.Part>> source;
    private final String css;
    private final boolean pictures;
    private @Nullable List<SummaryPart> parts;

    private MailSummary(Supplier<List<Summary.Part>> source, String css, boolean pictures) {
        this.source = source;
        this.css = css;
        this.pictures = pictures;
    }

    /// A summary of nothing.
    public static MailSummary none() {
        return NONE;
    }

    /// @param css the page's style, for its colours
    static MailSummary of(Summary summary, String css) {
        return new MailSummary(summary::parts, css, true);
    }

    /// A summary of parts that are drawn already.
    public static MailSummary of(List<SummaryPart> drawn) {
        MailSummary summary = new MailSummary(List::of, "", true);
        summary.parts = List.copyOf(drawn);
        return summary;
    }

    /// The same with numbers where there are pictures, for what no mail will show.
    public MailSummary withoutPictures() {
        return new MailSummary(source, css, false);
    }

    /// Whether there are pictures, drawn or to be drawn.
    public synchronized boolean hasPictures() {
        List<SummaryPart> drawn = parts;
        return drawn == null
                ? pictures
                        && source.get().stream()
                                .flatMap(p -> p.shown().stream())
                                .anyMatch(MailPart.Drawn.class::isInstance)
                : drawn.stream().anyMatch(SummaryPart.Image.class::isInstance);
    }

    /// In the order of the front matter. A drawing that can't be a picture is its numbers, or nothing: a mail is never
    /// late for it.
    public synchronized List<SummaryPart> parts() {
        List<SummaryPart> drawn = parts;
        if (drawn == null) {
            drawn = draw();
            parts = drawn;
        }
        return drawn;
    }

    private List<SummaryPart> draw() {
        List<SummaryPart> drawn = new ArrayList<>();
        int bytes = 0;
        for (Summary.Part part : source.get()) {
            Optional<SummaryPart> shown = part.shown().flatMap(s -> shown(part, s));
            if (shown.isPresent() && shown.get() instanceof SummaryPart.Image image) {
                bytes += image.light().bytes() + image.dark().bytes();
                shown = bytes > MOST_BYTES ? Optional.empty() : shown;
            }
            shown.or(() -> part.numbers().isEmpty()
                            ? Optional.empty()
                            : Optional.of(new SummaryPart.Numbers(part.title(), part.numbers())))
                    .ifPresent(drawn::add);
        }
        return List.copyOf(drawn);
    }

    private Optional<SummaryPart> shown(Summary.Part part, MailPart shown) {
        return switch (shown) {
            case MailPart.Rows rows when rows.rows().isEmpty() -> Optional.empty();
            case MailPart.Rows rows -> Optional.of(new SummaryPart.Table(part.title(), part.caption(), rows));
            case MailPart.Drawn picture -> image(part, picture);
        };
    }

    private Optional<SummaryPart> image(Summary.Part part, MailPart.Drawn drawn) {
        if (!pictures) {
            return Optional.empty();
        }
        try {
            Picture light = Picture.draw(drawn.svg(), ThemeColours.of(css, false), LIGHT_GROUND);
            return Optional.of(new SummaryPart.Image(
                    part.title(),
                    part.caption(),
                    drawn.description() + spelled(light.unread()),
                    light,
                    Picture.draw(drawn.svg(), ThemeColours.of(css, true), DARK_GROUND)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// What the picture has only boxes for.
    private static String spelled(List<String> unread) {
        return unread.isEmpty()
                ? ""
                : " (" + String.join(", ", unread.subList(0, Math.min(MOST_SPELLED, unread.size()))) + ")";
    }
}
