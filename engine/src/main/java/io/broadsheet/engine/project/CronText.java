package io.broadsheet.engine.project;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The five fields of a cron expression, checked: minute, hour, day of month, month, day of week. Each is `*`, a value,
/// a range, a list of these, with `/STEP` behind; months and days of the week also by their first three letters.
final class CronText {
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final List<Field> FIELDS = List.of(
            new Field("minute", 0, 59, List.of()),
            new Field("hour", 0, 23, List.of()),
            new Field("day of month", 1, 31, List.of()),
            new Field("month", 1, 12, MONTHS),
            new Field("day of week", 0, 7, DAYS));

    private CronText() {}

    /// @param names of the values, from the least (or from 0)
    private record Field(String name, int least, int most, List<String> names) {
        boolean accepts(String text) {
            for (String item : text.split(",", -1)) {
                String[] stepped = item.split("/", -1);
                if (stepped.length > 2 || (stepped.length == 2 && !isStep(stepped[1])) || !isRange(stepped[0])) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isStep(String text) {
            return text.matches("[1-9]\\d{0,2}");
        }

        private boolean isRange(String text) {
            if (text.equals("*")) {
                return true;
            }
            String[] ends = text.split("-", -1);
            return switch (ends.length) {
                case 1 -> value(ends[0]) >= 0;
                case 2 -> value(ends[0]) >= 0 && value(ends[1]) >= value(ends[0]);
                default -> false;
            };
        }

        /// Below zero where it is none.
        private int value(String text) {
            int name = names.indexOf(text);
            if (name >= 0) {
                return name + (least == 1 ? 1 : 0);
            }
            int number = text.matches("\\d{1,2}") ? Integer.parseInt(text) : -1;
            return number >= least && number <= most ? number : -1;
        }
    }

    /// What is wrong with it, if anything.
    static Optional<String> mistake(String cron) {
        String[] parts = cron.strip().toUpperCase(Locale.ROOT).split("\\s+");
        if (parts.length != FIELDS.size()) {
            return Optional.of("it has " + parts.length + (parts.length == 1 ? " field" : " fields") + ", not 5");
        }
        for (int i = 0; i < parts.length; i++) {
            Field field = FIELDS.get(i);
            if (!field.accepts(parts[i])) {
                return Optional.of(
                        "its " + field.name() + " is '" + parts[i] + "', not " + field.least() + " to " + field.most());
            }
        }
        return Optional.empty();
    }
}
