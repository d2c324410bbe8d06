package io.broadsheet.engine.component;

import io.broadsheet.engine.frame.Frame;
import io.broadsheet.engine.html.Html;
import io.broadsheet.engine.option.Key;
import io.broadsheet.engine.option.Options;
import java.util.List;
import java.util.Optional;

/// A kind of thing that a fence draws: `line`, `table`, `retention`, ... Stateless and thread-safe.
public interface Component {
    /// The word after the fence.
    String name();

    /// One sentence for the guide.
    String says();

    List<Key<?>> keys();

    /// Whether it needs a query; false for what draws its options alone.
    default boolean drawsQuery() {
        return true;
    }

    /// Whether it draws a chart when written with these options, so that the page needs the charts' style.
    default boolean drawsChart(Options options) {
        return false;
    }

    /// Draws a frame. Columns named in `options` exist in the frame (that is checked before). What else doesn't fit is
    /// added to the context's problems, and what can be drawn is drawn all the same. A frame without rows gives a
    /// sentence, not an empty drawing.
    Html draw(Options options, Frame frame, DrawContext context);

    /// The numbers that stand for it in a mail, written as [#draw] writes them; none where a number alone says nothing.
    default List<Headline> headlines(Options options, Frame frame, DrawContext context) {
        return List.of();
    }

    /// What it is in a mail: the drawing of a chart; empty for what is its numbers there.
    default Optional<MailPart> mailPart(Options options, Frame frame, DrawContext context) {
        return DrawnFigure.find(draw(options, frame, context).markup());
    }
}
