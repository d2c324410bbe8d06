package io.broadsheet.engine.chart;

import io.broadsheet.engine.format.Words;
import java.util.ArrayList;
import java.util.List;

/// Draws a funnel: for each step a line of words over a bar from the left, on a track as long as the largest step.
record FunnelSteps(List<Step> steps, ValueText text, Words words) {
    private static final double ROW = 50;
    private static final double BAR_TOP = 20;
    private static final double BAR = 14;
    private static final double GAP = 14;

    FunnelSteps {
        steps = List.copyOf(steps);
    }

    record Step(String name, Number value) {
        double amount() {
            return Math.max(0, value.doubleValue());
        }
    }

    String description() {
        Step first = steps.getFirst();
        Step last = steps.getLast();
        return words.say(
                "chart.desc.funnel",
                Integer.toString(steps.size()),
                LabelText.isolated(first.name()),
                text.exact(first.value()),
                LabelText.isolated(last.name()),
                text.exact(last.value()));
    }

    Drawing paint(Sheet sheet) {
        double largest = steps.stream().mapToDouble(Step::amount).max().orElse(0);
        LinearScale scale = new LinearScale(0, largest > 0 ? largest : 1, 0, sheet.width());
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            double y = i * ROW + BAR_TOP;
            Ink track = Ink.GRID.withOpacity(0.6);
            marks.add(new Mark.Box(0, y, sheet.width(), BAR, track, true, false, ""));
        }
        for (int i = 0; i < steps.size(); i++) {
            double y = i * ROW + BAR_TOP;
            double width = scale.at(steps.get(i).amount());
            String tooltip = sheet.isNarrow() ? "" : tooltip(i);
            marks.add(new Mark.Box(0, y, width, BAR, Ink.ACCENT, true, false, tooltip));
        }
        for (int i = 0; i < steps.size(); i++) {
            marks.addAll(words(i, i * ROW + 13, sheet));
        }
        return new Drawing(sheet.width(), steps.size() * ROW - (ROW - BAR_TOP - BAR) + 4, marks);
    }

    /// The name at the left; the value and its shares at the right.
    private List<Mark> words(int i, double y, Sheet sheet) {
        Step step = steps.get(i);
        String value = text.exact(step.value());
        String shares = String.join(" · ", shares(i));
        double sharesWidth = sharesWidth();
        List<Mark> marks = new ArrayList<>();
        Mark.Label number = Mark.Label.strong(sheet.width() - sharesWidth, y, value, Mark.Anchor.END, Ink.TEXT);
        double room = sheet.width() - sharesWidth - TextWidth.bold(value) - GAP;
        marks.add(Mark.Label.of(0, y, step.name(), Mark.Anchor.START, Ink.TEXT).cutTo(Math.max(room, 40)));
        marks.add(number);
        if (!shares.isEmpty()) {
            marks.add(Mark.Label.of(sheet.width(), y, shares, Mark.Anchor.END, Ink.MUTED));
        }
        return marks;
    }

    /// One width for all, so that values stand under each other.
    private double sharesWidth() {
        double widest = 0;
        for (int i = 0; i < steps.size(); i++) {
            widest = Math.max(widest, TextWidth.of(String.join(" · ", shares(i))));
        }
        return widest == 0 ? 0 : widest + GAP;
    }

    private List<String> shares(int i) {
        if (i == 0) {
            return List.of();
        }
        List<String> shares = new ArrayList<>();
        share(i, i - 1, "chart.funnel.of-previous", shares);
        if (i > 1) {
            share(i, 0, "chart.funnel.of-first", shares);
        }
        return shares;
    }

    private void share(int i, int base, String key, List<String> shares) {
        double of = steps.get(base).amount();
        double ratio = steps.get(i).amount() / of;
        if (of > 0 && Double.isFinite(ratio) && ratio < 1000) {
            shares.add(words.say(key, text.formats().percent(ratio, 1)));
        }
    }

    private String tooltip(int i) {
        List<String> lines = new ArrayList<>();
        lines.add(LabelText.isolated(steps.get(i).name()) + ": "
                + text.exact(steps.get(i).value()));
        lines.addAll(shares(i));
        return String.join("\n", lines);
    }
}
