package io.broadsheet.engine.chart;

/// What of its surroundings a small chart draws itself.
///
/// @param whole whether it is no small chart but the only one, with all of them
/// @param left whether it has the labels of the values
/// @param bottom whether it has the labels along x
/// @param plotHeight the height that its marks have
record Panel(boolean whole, boolean left, boolean bottom, double plotHeight) {
    static final Panel WHOLE = new Panel(true, true, true, 0);
}
