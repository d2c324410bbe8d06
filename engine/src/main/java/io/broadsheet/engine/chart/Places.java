package io.broadsheet.engine.chart;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/// The distinct values along x, and what kind they are.
sealed interface Places {
    int size();

    /// The full text of each, for tooltips and sentences.
    List<String> names();

    Places at(List<Integer> kept);

    /// Text and other things without distance, in the order of the query.
    ///
    /// @param counted whether they count on, as `1주`, `2주`, ... do: one can be guessed from its neighbours
    record Categories(List<String> names, boolean counted) implements Places {
        public Categories {
            names = List.copyOf(names);
        }

        Categories(List<String> names) {
            this(names, false);
        }

        @Override
        public int size() {
            return names.size();
        }

        @Override
        public Categories at(List<Integer> kept) {
            return new Categories(kept.stream().map(names::get).toList(), counted);
        }
    }

    /// Numbers, ascending.
    ///
    /// @param log whether equal factors are equal distances; all are over zero then
    record Numbers(List<Double> values, List<String> names, boolean log) implements Places {
        public Numbers {
            values = List.copyOf(values);
            names = List.copyOf(names);
        }

        Numbers(List<Double> values, List<String> names) {
            this(values, names, false);
        }

        Numbers onLog() {
            return new Numbers(values, names, true);
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public Places at(List<Integer> kept) {
            return new Numbers(
                    kept.stream().map(values::get).toList(),
                    kept.stream().map(names::get).toList(),
                    log);
        }
    }

    /// Days and moments, ascending.
    ///
    /// @param seconds since 1970 in `zone`
    /// @param zone UTC for days and local times, which have none; the site's for instants
    /// @param days whether all of them are whole days
    /// @param weekStart the day on which weeks begin
    record Times(List<Double> seconds, ZoneId zone, boolean days, DayOfWeek weekStart, List<String> names)
            implements Places {
        public Times {
            seconds = List.copyOf(seconds);
            names = List.copyOf(names);
        }

        @Override
        public int size() {
            return seconds.size();
        }

        @Override
        public Places at(List<Integer> kept) {
            return new Times(
                    kept.stream().map(seconds::get).toList(),
                    zone,
                    days,
                    weekStart,
                    kept.stream().map(names::get).toList());
        }

        LocalDateTime local(double second) {
            long whole = (long) Math.floor(second);
            long nanos = Math.round((second - whole) * 1e9);
            return LocalDateTime.ofInstant(Instant.ofEpochSecond(whole, nanos), zone);
        }

        double second(LocalDateTime local) {
            Instant instant = local.atZone(zone).toInstant();
            return instant.getEpochSecond() + instant.getNano() / 1e9;
        }
    }
}
