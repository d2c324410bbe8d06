package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which ink each series has, or each bar of a single series.
///
/// @param fixed by the name of a series or a place
/// @param turns for each series by its slot, its turn among the series colours; empty where that is the slot
/// @param others the name of what adds up the rest; may be empty
/// @param meaning what the sign of a value says
record Look(Map<String, Ink> fixed, List<Integer> turns, String others, Optional<Meaning> meaning) {
    static final Look USUAL = new Look(Map.of(), List.of(), "", Optional.empty());

    private static final Ink OTHERS = new Ink("var(--muted)", 1, "2 3");
    private static final double OTHERS_FILLED = 0.55;

    Look {
        fixed = Map.copyOf(fixed);
        turns = List.copyOf(turns);
    }

    /// Whether values over zero are good news.
    enum Meaning {
        UP_GOOD,
        UP_BAD;

        private static final Ink GOOD = Ink.of("var(--good)");
        private static final Ink BAD = Ink.of("var(--bad)");

        boolean isGood(double value) {
            return value > 0 == (this == UP_GOOD);
        }

        Ink ink(double value) {
            return value == 0 ? Ink.MUTED : isGood(value) ? GOOD : BAD;
        }

        /// What tells the direction without the colour.
        static String arrow(double value) {
            return value > 0 ? "▲ " : value < 0 ? "▼ " : "";
        }
    }

    /// The look of series of these names. Series without a fixed colour take those that no fixed one has, in turn.
    static Look of(List<String> names, Map<String, String> colours, String others, Optional<Meaning> meaning) {
        Map<String, Ink> fixed = new HashMap<>();
        colours.forEach((value, paint) -> fixed.put(LabelText.of(value), Ink.of(paint)));
        List<Ink> taken =
                names.stream().filter(fixed::containsKey).map(fixed::get).toList();
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < Ink.COLOURS; i++) {
            // The first series colour is the accent in the default theme.
            if (!taken.contains(Ink.series(i, 2)) && !(i == 0 && taken.contains(Ink.ACCENT))) {
                free.add(i);
            }
        }
        List<Integer> turns = new ArrayList<>();
        int turn = 0;
        for (String name : names) {
            boolean named = fixed.containsKey(name) || name.equals(others) || free.isEmpty();
            turns.add(named ? turns.size() : free.get(turn % free.size()) + Ink.COLOURS * (turn / free.size()));
            turn += named ? 0 : 1;
        }
        return new Look(fixed, turns, others, meaning);
    }

    Ink line(String name, int slot, int count) {
        Ink own = fixed.get(name);
        if (own != null || isOthers(name)) {
            return own == null ? OTHERS : own;
        }
        return Ink.series(turn(slot), count);
    }

    Ink fill(String name, int slot, int count) {
        Ink own = fixed.get(name);
        if (own != null || isOthers(name)) {
            return own == null ? OTHERS.withOpacity(OTHERS_FILLED) : own;
        }
        return Ink.fill(turn(slot), count);
    }

    /// Of one bar of a single series.
    Ink fill(Series s, String place, double value) {
        if (meaning.isPresent()) {
            return meaning.get().ink(value);
        }
        Ink own = fixed.get(place);
        return own != null ? own : isOthers(place) ? OTHERS.withOpacity(OTHERS_FILLED) : fill(s.name(), s.slot(), 1);
    }

    private boolean isOthers(String name) {
        return !others.isEmpty() && name.equals(others);
    }

    private int turn(int slot) {
        return turns.isEmpty() ? slot : turns.get(slot);
    }
}
