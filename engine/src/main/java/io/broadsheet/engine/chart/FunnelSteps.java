package io.broadsheet.engine.chart;

import io.broadsheet.engine.format.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Draws a funnel: for each step a line of words over a bar from the left, on a track as long as the largest step. What
/// was lost since the step before is a pale piece after the bar, with how many; the largest loss is named.
record FunnelSteps(List<Step> steps, ValueText text, Words words) {
    private static final double ROW = 56;
    private static final double BAR_TOP = 20;
    private static final double BAR = 20;
    private static final double GAP = 14;
    private static final double LEAST_NAME = 72;
    private static final double BESIDE = 8;
    private static final double PALE = 0.14;

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
        for (int i = 1; i < steps.size(); i++) {
            double from = scale.at(steps.get(i).amount());
            double to = scale.at(steps.get(i - 1).amount());
            if (to > from) {
                Ink pale = Ink.ACCENT.withOpacity(PALE);
                marks.add(Mark.Box.of(from, i * ROW + BAR_TOP, to - from, BAR, pale, ""));
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            double y = i * ROW + BAR_TOP;
            double width = scale.at(steps.get(i).amount());
            String tooltip = tooltip(i);
            marks.add(new Mark.Box(0, y, width, BAR, Ink.ACCENT, true, false, tooltip));
        }
        int worst = worst();
        for (int i = 1; i < steps.size(); i++) {
            lost(i, i == worst, scale, sheet).ifPresent(marks::add);
        }
        int shares = mostShares(sheet);
        for (int i = 0; i < steps.size(); i++) {
            marks.addAll(words(i, i * ROW + 13, sheet, shares));
        }
        return new Drawing(sheet.width(), steps.size() * ROW - (ROW - BAR_TOP - BAR) + 4, marks);
    }

    /// The step before which most are lost; -1 where none are, or where there is one loss alone.
    private int worst() {
        int worst = -1;
        int losses = 0;
        for (int i = 1; i < steps.size(); i++) {
            losses += drop(i) > 0 ? 1 : 0;
            worst = drop(i) > 0 && (worst < 0 || drop(i) > drop(worst)) ? i : worst;
        }
        return losses > 1 ? worst : -1;
    }

    private double drop(int i) {
        return steps.get(i - 1).amount() - steps.get(i).amount();
    }

    /// `−8,940명`, `가장 큰 이탈 −8,940명` beside the bar, as far as there is room.
    private Optional<Mark> lost(int i, boolean isWorst, LinearScale scale, Sheet sheet) {
        double drop = drop(i);
        if (!(drop > 0) || !Double.isFinite(drop)) {
            return Optional.empty();
        }
        String amount = words.say("chart.funnel.lost", text.exact(amount(i)));
        String named = isWorst ? words.say("chart.funnel.worst", amount) : amount;
        double x = scale.at(steps.get(i).amount()) + BESIDE;
        double room = sheet.width() - x - BESIDE;
        String shown = TextWidth.of(named) <= room ? named : amount;
        return TextWidth.of(shown) <= room
                ? Optional.of(Mark.Label.of(x, i * ROW + BAR_TOP + BAR / 2 + 4, shown, Mark.Anchor.START, Ink.TEXT))
                : Optional.empty();
    }

    /// Exact where both steps are.
    private Number amount(int i) {
        Number before = steps.get(i - 1).value();
        Number now = steps.get(i).value();
        return before instanceof Long a && now instanceof Long b && b >= 0 ? (Number) (a - b) : (Number) drop(i);
    }

    /// The name at the left; the value and its shares at the right.
    private List<Mark> words(int i, double y, Sheet sheet, int most) {
        Step step = steps.get(i);
        String value = text.exact(step.value());
        String shares = String.join(" · ", shares(i, most));
        double valueEnd = sheet.width() - sharesWidth(most);
        List<Mark> marks = new ArrayList<>();
        marks.add(Mark.Label.of(0, y, step.name(), Mark.Anchor.START, Ink.TEXT).cutTo(nameRoom(i, sheet, most)));
        marks.add(Mark.Label.strong(valueEnd, y, value, Mark.Anchor.END, Ink.TEXT));
        if (!shares.isEmpty()) {
            marks.add(Mark.Label.of(sheet.width(), y, shares, Mark.Anchor.END, Ink.MUTED));
        }
        return marks;
    }

    private double nameRoom(int i, Sheet sheet, int most) {
        String value = text.exact(steps.get(i).value());
        return Math.max(0, sheet.width() - sharesWidth(most) - TextWidth.bold(value) - GAP);
    }

    /// How many shares leave all names enough room.
    private int mostShares(Sheet sheet) {
        for (int most = 2; most > 0; most--) {
            int shares = most;
            if (IntStream.range(0, steps.size()).allMatch(i -> nameRoom(i, sheet, shares) >= LEAST_NAME)) {
                return most;
            }
        }
        return 0;
    }

    /// One width for all, so that values stand under each other.
    private double sharesWidth(int most) {
        double widest = IntStream.range(0, steps.size())
                .mapToDouble(i -> TextWidth.of(String.join(" · ", shares(i, most))))
                .max()
                .orElse(0);
        return widest == 0 ? 0 : widest + GAP;
    }

    private List<String> shares(int i, int most) {
        List<String> shares = new ArrayList<>();
        if (i > 0 && most > 0) {
            share(i, i - 1, "chart.funnel.of-previous", shares);
        }
        if (i > 1 && most > 1) {
            share(i, 0, "chart.funnel.of-first", shares);
        }
        return shares;
    }

    private void share(int i, int base, String key, List<String> shares) {
        double of = steps.get(base).amount();
        double ratio = steps.get(i).amount() / of;
        if (of > 0 && ratio < 1000) {
            shares.add(words.say(key, text.formats().percent(ratio, 1)));
        }
    }

    private String tooltip(int i) {
        List<String> lines = new ArrayList<>();
        lines.add(LabelText.isolated(steps.get(i).name()) + ": "
                + text.exact(steps.get(i).value()));
        lines.addAll(shares(i, 2));
        if (i > 0 && drop(i) > 0 && Double.isFinite(drop(i))) {
            lines.add(words.say("chart.funnel.lost", text.exact(amount(i))));
        }
        return String.join("\n", lines);
    }
}
