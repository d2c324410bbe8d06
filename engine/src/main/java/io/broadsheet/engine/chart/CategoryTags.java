package io.broadsheet.engine.chart;

import java.util.ArrayList;
import java.util.List;

/// Labels under evenly standing places. In this order: on one line; on up to three lines broken at spaces; cut to two
/// lines where a place is wide enough to leave something; turned by 45 degrees, cut, and thinned where even that is
/// too dense.
///
/// @param ordered whether one label can be guessed from its neighbours: then labels are thinned and never turned
record CategoryTags(List<String> names, List<Double> centers, double band, boolean ordered) {
    private static final double GAP = 8;
    private static final double WORTH_CUTTING = 64;
    private static final double TURNED_APART = 18;
    private static final double LONGEST_TURNED = 96;

    List<XAxis.Tag> choose(double sheetWidth) {
        double room = band - GAP;
        if (TextWidth.widest(names) <= room) {
            return level(1, room);
        }
        if (ordered) {
            return thinned(sheetWidth);
        }
        if (names.stream().allMatch(n -> isWhole(n, room))) {
            return level(3, room);
        }
        return room >= WORTH_CUTTING ? level(2, room) : turned(sheetWidth);
    }

    private static boolean isWhole(String name, double room) {
        return String.join(" ", TextWidth.wrap(name, room, 3)).equals(name);
    }

    private List<XAxis.Tag> level(int mostLines, double room) {
        List<XAxis.Tag> tags = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<String> lines = TextWidth.wrap(names.get(i), room, mostLines);
            boolean cut = !String.join(" ", lines).equals(names.get(i));
            tags.add(new XAxis.Tag(centers.get(i), lines, false, cut ? names.get(i) : ""));
        }
        return tags;
    }

    private List<XAxis.Tag> thinned(double sheetWidth) {
        double widest = Math.min(TextWidth.widest(names), LONGEST_TURNED);
        int every = (int) Math.ceil((widest + GAP) / band);
        List<XAxis.Tag> tags = new ArrayList<>();
        for (int i = 0; i < names.size(); i += every) {
            String shown = TextWidth.cut(names.get(i), LONGEST_TURNED);
            double half = TextWidth.of(shown) / 2 + 1;
            double x = centers.get(i);
            // A label that doesn't fit at the edge is left out like those between.
            if (x >= half && x <= sheetWidth - half) {
                tags.add(new XAxis.Tag(x, List.of(shown), false, shown.equals(names.get(i)) ? "" : names.get(i)));
            }
        }
        return tags;
    }

    private List<XAxis.Tag> turned(double sheetWidth) {
        int every = (int) Math.ceil(TURNED_APART / band);
        List<XAxis.Tag> tags = new ArrayList<>();
        for (int i = 0; i < names.size(); i += every) {
            double x = Math.min(centers.get(i), sheetWidth - 12);
            // The label climbs from the left: near the edge it has less room.
            double room = Math.min(LONGEST_TURNED, (x - 4) / Math.sqrt(0.5) - 4);
            String shown = TextWidth.cut(names.get(i), room);
            tags.add(new XAxis.Tag(x, List.of(shown), true, shown.equals(names.get(i)) ? "" : names.get(i)));
        }
        return tags;
    }
}
