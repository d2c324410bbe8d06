package io.broadsheet.server.portal;

import io.broadsheet.server.edition.EditionView;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// The list as it is drawn: some months of a year as columns, or all that is unread.
///
/// @param unread of all years
/// @param total editions of all years
/// @param older where earlier months are; empty where there are none
/// @param newer where later months are; empty where there are none
record PortalList(
        int unread,
        int total,
        boolean onlyUnread,
        List<Year> years,
        List<Month> months,
        String range,
        String older,
        String newer) {
    static final int COLUMNS = 3;

    record Year(String text, String href, boolean current) {}

    /// @param count editions of the month
    record Month(String id, String name, int count, List<EditionCard> cards) {}

    /// What somebody wants to see: the newest months of the newest year unless said.
    record Wish(Optional<Integer> year, Optional<Integer> until, boolean onlyUnread) {
        static Wish of(String year, String until, String show) {
            return new Wish(number(year), number(until), show.equals("unread"));
        }

        private static Optional<Integer> number(String text) {
            return text.matches("\\d{1,4}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
        }
    }

    /// @param editions the newest issue first
    /// @param card draws one of them
    static PortalList of(
            List<EditionView> editions, Function<EditionView, EditionCard> card, Visitor visitor, Wish wish) {
        NavigableMap<YearMonth, List<EditionCard>> months = new TreeMap<>();
        for (EditionView edition : editions) {
            months.computeIfAbsent(YearMonth.from(edition.issueDate()), m -> new ArrayList<>())
                    .add(card.apply(edition));
        }
        int unread = (int) months.values().stream()
                .flatMap(List::stream)
                .filter(c -> !c.read())
                .count();
        List<Integer> years = months.keySet().stream()
                .map(YearMonth::getYear)
                .distinct()
                .toList()
                .reversed();
        return wish.onlyUnread()
                ? unread(months, unread, editions.size(), years, visitor)
                : ofYear(months, unread, editions.size(), years, visitor, wish);
    }

    private static PortalList ofYear(
            NavigableMap<YearMonth, List<EditionCard>> months,
            int unread,
            int total,
            List<Integer> years,
            Visitor visitor,
            Wish wish) {
        int newest = years.isEmpty() ? 0 : years.getFirst();
        int year = wish.year().filter(years::contains).orElse(newest);
        List<YearMonth> all = months.descendingKeySet().stream()
                .filter(m -> m.getYear() == year)
                .toList();
        int until = wish.until().orElse(12);
        int from = (int) all.stream().filter(m -> m.getMonthValue() > until).count();
        int first = Math.clamp(from, 0, Math.max(0, all.size() - 1));
        List<YearMonth> shown = all.stream().skip(first).limit(COLUMNS).toList();
        int next = first + COLUMNS;
        return new PortalList(
                unread,
                total,
                false,
                years(years, Optional.of(year)),
                columns(months, shown, visitor, false),
                range(shown, visitor),
                next < all.size() ? href(all.get(next)) : "",
                first > 0 ? href(all.get(Math.max(0, first - COLUMNS))) : "");
    }

    private static PortalList unread(
            NavigableMap<YearMonth, List<EditionCard>> months,
            int unread,
            int total,
            List<Integer> years,
            Visitor visitor) {
        NavigableMap<YearMonth, List<EditionCard>> left = new TreeMap<>();
        months.forEach((month, cards) -> {
            List<EditionCard> open = cards.stream().filter(c -> !c.read()).toList();
            if (!open.isEmpty()) {
                left.put(month, open);
            }
        });
        List<YearMonth> shown = List.copyOf(left.descendingKeySet());
        return new PortalList(
                unread, total, true, years(years, Optional.empty()), columns(left, shown, visitor, true), "", "", "");
    }

    private static List<Year> years(List<Integer> years, Optional<Integer> current) {
        return years.stream()
                .map(y -> new Year(
                        String.valueOf(y),
                        "/portal?year=" + y,
                        current.filter(y::equals).isPresent()))
                .toList();
    }

    private static List<Month> columns(
            NavigableMap<YearMonth, List<EditionCard>> months, List<YearMonth> shown, Visitor visitor, boolean years) {
        return shown.stream()
                .map(m -> {
                    List<EditionCard> cards = months.getOrDefault(m, List.of());
                    return new Month("m" + m, name(m, visitor, years), cards.size(), cards);
                })
                .toList();
    }

    private static String name(YearMonth month, Visitor visitor, boolean withYear) {
        return withYear
                ? visitor.formats().month(month.atDay(1))
                : visitor.formats().monthName(month.atDay(1));
    }

    private static String range(List<YearMonth> shown, Visitor visitor) {
        return Stream.of(shown.stream().limit(1), shown.stream().skip(Math.max(1, shown.size() - 1)))
                .flatMap(s -> s)
                .map(m -> visitor.formats().monthShort(m.atDay(1)))
                .reduce((a, b) -> a + " – " + b)
                .orElse("");
    }

    private static String href(YearMonth month) {
        return "/portal?year=" + month.getYear() + "&until=" + month.getMonthValue();
    }
}
