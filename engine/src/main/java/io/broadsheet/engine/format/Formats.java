package io.broadsheet.engine.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes values as a reader of one site expects them: its locale, its time zone, its currency. Immutable,
/// thread-safe.
///
/// Korean and English have their own tables here (loading the JDK's locale data costs more than a page);
/// other locales take separators, date patterns and the places of signs from the JDK. English puts the month
/// before the day where the country does (or none is said), the day before the month elsewhere.
///
/// Rounding is half up, on the decimal digits that the value shows: 0.0785 as percent with one decimal is
/// 7.9%.
public final class Formats {
    /// What stands for a missing value.
    public static final String MISSING = "–";

    private static final String NO_BREAK_SPACE = "\u00A0";
    private static final int MOST_PLAIN_DIGITS = 40;
    private static final int DEFAULT_DECIMALS = 2;
    private static final Set<String> MONTH_FIRST = Set.of("", "US", "CA", "PH");

    private final Locale locale;
    private final ZoneId zone;
    private final String currency;
    private final Words words;
    private final boolean korean;
    private final boolean english;
    private final boolean monthFirst;
    private final Optional<LocalePatterns> patterns;
    private final char groupSeparator;
    private final char decimalPoint;

    private Formats(Locale locale, ZoneId zone, String currency) {
        this.locale = locale;
        this.zone = zone;
        this.currency = currency;
        this.words = Words.of(locale);
        this.korean = locale.getLanguage().equals("ko");
        this.english = locale.getLanguage().equals("en");
        this.monthFirst = english && MONTH_FIRST.contains(locale.getCountry());
        this.patterns = korean || english ? Optional.empty() : Optional.of(LocalePatterns.of(locale));
        if (korean || english) {
            this.groupSeparator = ',';
            this.decimalPoint = '.';
        } else {
            DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
            this.groupSeparator = symbols.getGroupingSeparator();
            this.decimalPoint = symbols.getDecimalSeparator();
        }
    }

    /// How a locale without tables of its own writes days, and where it puts signs.
    private record LocalePatterns(
            DateTimeFormatter date,
            DateTimeFormatter day,
            DateTimeFormatter month,
            DateTimeFormatter monthShort,
            String percentSign,
            boolean currencyLast) {
        static LocalePatterns of(Locale locale) {
            String percent =
                    NumberFormat.getPercentInstance(locale) instanceof DecimalFormat f ? f.getPositiveSuffix() : "";
            String currency = NumberFormat.getCurrencyInstance(locale) instanceof DecimalFormat f ? f.toPattern() : "";
            return new LocalePatterns(
                    pattern("yMMMd", locale),
                    pattern("MMMd", locale),
                    pattern("yMMMM", locale),
                    pattern("MMM", locale),
                    percent.contains("%") ? percent : "%",
                    currency.split(";", 2)[0].endsWith("¤"));
        }

        private static DateTimeFormatter pattern(String fields, Locale locale) {
            return DateTimeFormatter.ofLocalizedPattern(fields).withLocale(locale);
        }
    }

    /// @param currency an ISO 4217 code, such as `KRW`
    public static Formats of(Locale locale, ZoneId zone, String currency) {
        return new Formats(locale, zone, currency);
    }

    public Locale locale() {
        return locale;
    }

    public ZoneId zone() {
        return zone;
    }

    public String currency() {
        return currency;
    }

    public Words words() {
        return words;
    }

    /// Writes any value: the format's way where it can take it, plainly otherwise.
    public String write(ValueFormat format, @Nullable Object value) {
        if (value == null) {
            return MISSING;
        }
        int decimals = format.decimals();
        return switch (format.kind()) {
            case TEXT -> plain(value);
            case NUMBER -> value instanceof Number n ? number(n, decimals) : plain(value);
            case COMPACT -> value instanceof Number n ? compact(n, decimals) : plain(value);
            case PERCENT -> value instanceof Number n ? percent(n, decimals) : plain(value);
            case MONEY -> value instanceof Number n ? money(n, decimals) : plain(value);
            case MONEY_COMPACT -> value instanceof Number n ? moneyCompact(n, decimals) : plain(value);
            case DATE -> dayOf(value).map(this::date).orElseGet(() -> plain(value));
            case WEEK -> dayOf(value).map(this::week).orElseGet(() -> plain(value));
            case MONTH -> dayOf(value).map(this::month).orElseGet(() -> plain(value));
            case DATETIME -> momentOf(value).map(this::datetime).orElseGet(() -> plain(value));
        };
    }

    /// Writes a value in its type's own way: numbers grouped, days and moments by locale.
    public String write(@Nullable Object value) {
        return switch (value) {
            case null -> MISSING;
            case Number n -> number(n, -1);
            case LocalDate d -> date(d);
            case LocalDateTime t -> datetime(t);
            case OffsetDateTime t -> local(t).map(this::datetime).orElseGet(() -> plain(t));
            case Boolean b -> words.say(b ? "yes" : "no");
            default -> plain(value);
        };
    }

    /// A value without grouping or locale: `10026`, `2021-10-25`.
    public static String plain(@Nullable Object value) {
        return switch (value) {
            case null -> MISSING;
            case BigDecimal d when d.scale() > MOST_PLAIN_DIGITS || tooLong(d) -> d.toString();
            case BigDecimal d -> d.toPlainString();
            case Double d when d.isNaN() || d.isInfinite() -> notFinite(d);
            case Double d when d == Math.rint(d) && Math.abs(d) < 1e15 -> Long.toString(d.longValue());
            case LocalDateTime t -> t.toString().replace('T', ' ');
            case OffsetDateTime t -> t.toString().replace('T', ' ');
            case List<?> list ->
                String.join(", ", list.stream().map(Formats::plain).toList());
            default -> value.toString();
        };
    }

    private static String notFinite(double d) {
        return Double.isNaN(d) ? MISSING : d > 0 ? "∞" : "-∞";
    }

    // Numbers

    /// Grouped digits. `decimals` of -1: none for whole numbers, at most two otherwise.
    public String number(Number value, int decimals) {
        if (!isFinite(value)) {
            return notFinite(value.doubleValue());
        }
        if (value instanceof Long || value instanceof Integer || value instanceof BigInteger) {
            String digits = group(value.toString());
            return decimals > 0 ? digits + decimalPoint + "0".repeat(decimals) : digits;
        }
        BigDecimal exact = exact(value);
        if (tooLong(exact)) {
            return shortForm(exact);
        }
        BigDecimal rounded = exact.setScale(decimals < 0 ? DEFAULT_DECIMALS : decimals, RoundingMode.HALF_UP);
        if (decimals < 0) {
            rounded = rounded.stripTrailingZeros();
            if (rounded.scale() < 0) {
                rounded = rounded.setScale(0, RoundingMode.UNNECESSARY);
            }
        }
        return grouped(rounded);
    }

    private String grouped(BigDecimal value) {
        if (value.signum() == 0) {
            return group("0") + (value.scale() > 0 ? decimalPoint + "0".repeat(value.scale()) : "");
        }
        String text = value.toPlainString();
        int point = text.indexOf('.');
        return point < 0 ? group(text) : group(text.substring(0, point)) + decimalPoint + text.substring(point + 1);
    }

    private String group(String digits) {
        int first = digits.startsWith("-") ? 1 : 0;
        if (digits.length() - first <= 3) {
            return digits;
        }
        StringBuilder out = new StringBuilder(digits.length() + digits.length() / 3);
        for (int i = 0; i < digits.length(); i++) {
            if (i > first && (digits.length() - i) % 3 == 0) {
                out.append(groupSeparator);
            }
            out.append(digits.charAt(i));
        }
        return out.toString();
    }

    private static boolean isFinite(Number value) {
        return !(value instanceof Double || value instanceof Float) || Double.isFinite(value.doubleValue());
    }

    /// Whether a number has more digits before the point than anyone reads: 1E+300 stays in that form.
    private static boolean tooLong(BigDecimal value) {
        return (long) value.precision() - value.scale() > MOST_PLAIN_DIGITS;
    }

    private static String shortForm(BigDecimal value) {
        return (value.scale() < 0 ? value.stripTrailingZeros() : value).toString();
    }

    private static BigDecimal exact(Number value) {
        return switch (value) {
            case BigDecimal d -> d;
            case BigInteger i -> new BigDecimal(i);
            case Long l -> BigDecimal.valueOf(l);
            case Integer i -> BigDecimal.valueOf(i);
            case Float f -> new BigDecimal(f.toString());
            default -> BigDecimal.valueOf(value.doubleValue());
        };
    }

    private record Scale(int exponent, String suffix) {}

    private static final List<Scale> KOREAN_SCALES =
            List.of(new Scale(16, "경"), new Scale(12, "조"), new Scale(8, "억"), new Scale(4, "만"));
    private static final List<Scale> ENGLISH_SCALES =
            List.of(new Scale(12, "T"), new Scale(9, "B"), new Scale(6, "M"), new Scale(3, "K"));

    /// Short: 1.2만, 12K. `decimals` of -1: one, unless the number has three digits before it or none are
    /// needed.
    public String compact(Number value, int decimals) {
        if (!isFinite(value)) {
            return notFinite(value.doubleValue());
        }
        BigDecimal exact = exact(value);
        if (tooLong(exact)) {
            return shortForm(exact);
        }
        List<Scale> scales = korean ? KOREAN_SCALES : ENGLISH_SCALES;
        for (int i = 0; i < scales.size(); i++) {
            Scale scale = scales.get(i);
            BigDecimal scaled = scaled(exact, scale, decimals);
            // What rounds up to the next scale's 1 is written as that.
            if (i > 0
                    && scaled.abs()
                                    .compareTo(
                                            BigDecimal.TEN.pow(scales.get(i - 1).exponent() - scale.exponent()))
                            >= 0) {
                return grouped(scaled(exact, scales.get(i - 1), decimals))
                        + scales.get(i - 1).suffix();
            }
            if (scaled.abs().compareTo(BigDecimal.ONE) >= 0
                    && exact.abs().compareTo(BigDecimal.TEN.pow(scale.exponent())) >= 0) {
                return grouped(scaled) + scale.suffix();
            }
        }
        return number(exact, decimals);
    }

    private static BigDecimal scaled(BigDecimal exact, Scale scale, int decimals) {
        BigDecimal moved = exact.movePointLeft(scale.exponent());
        int digits = decimals >= 0 ? decimals : moved.abs().compareTo(BigDecimal.valueOf(100)) >= 0 ? 0 : 1;
        BigDecimal rounded = moved.setScale(digits, RoundingMode.HALF_UP);
        if (decimals < 0) {
            rounded = rounded.stripTrailingZeros();
        }
        return rounded.scale() < 0 ? rounded.setScale(0, RoundingMode.UNNECESSARY) : rounded;
    }

    /// A ratio as percent: 0.079 is 7.9%. `decimals` of -1: one.
    public String percent(Number ratio, int decimals) {
        if (!isFinite(ratio)) {
            return notFinite(ratio.doubleValue());
        }
        BigDecimal scaled = exact(ratio).scaleByPowerOfTen(2);
        String number = tooLong(scaled)
                ? shortForm(scaled)
                : grouped(scaled.setScale(decimals < 0 ? 1 : decimals, RoundingMode.HALF_UP));
        return number + patterns.map(LocalePatterns::percentSign).orElse("%");
    }

    // Money

    private static final Map<String, String> SYMBOLS = Map.of(
            "KRW", "₩", "USD", "$", "EUR", "€", "GBP", "£", "JPY", "¥", "CNY", "CN¥", "INR", "₹", "VND", "₫", "TWD",
            "NT$");

    private int currencyDecimals() {
        return switch (currency) {
            case "KRW", "JPY", "VND" -> 0;
            case "USD", "EUR", "GBP", "CNY", "INR", "TWD" -> 2;
            default -> decimalsOf(currency);
        };
    }

    private static int decimalsOf(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return 2;
        }
    }

    /// In the site's currency. `decimals` of -1: as many as the currency has.
    public String money(Number value, int decimals) {
        return isFinite(value)
                ? withCurrency(number(value, decimals < 0 ? currencyDecimals() : decimals))
                : notFinite(value.doubleValue());
    }

    /// Short, in the site's currency: 1,204만원, $12K.
    public String moneyCompact(Number value, int decimals) {
        return isFinite(value) ? withCurrency(compact(value, decimals)) : notFinite(value.doubleValue());
    }

    private String withCurrency(String amount) {
        if (korean && currency.equals("KRW")) {
            return amount + "원";
        }
        if (patterns.isPresent() && patterns.get().currencyLast()) {
            return amount + NO_BREAK_SPACE + SYMBOLS.getOrDefault(currency, currency);
        }
        String symbol = SYMBOLS.getOrDefault(currency, currency + NO_BREAK_SPACE);
        return amount.startsWith("-") ? "-" + symbol + amount.substring(1) : symbol + amount;
    }

    // Days and moments

    /// The day of a date or a moment in the site's time zone.
    public Optional<LocalDate> dayOf(@Nullable Object value) {
        return switch (value) {
            case LocalDate d -> Optional.of(d);
            case LocalDateTime t -> Optional.of(t.toLocalDate());
            case OffsetDateTime t -> local(t).map(LocalDateTime::toLocalDate);
            case String s -> parseDay(s);
            case null, default -> Optional.empty();
        };
    }

    private static Optional<LocalDate> parseDay(String text) {
        try {
            return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The site's wall clock at a moment; the beginning of a day.
    public Optional<LocalDateTime> momentOf(Object value) {
        return switch (value) {
            case LocalDate d -> Optional.of(d.atStartOfDay());
            case LocalDateTime t -> Optional.of(t);
            case OffsetDateTime t -> local(t);
            default -> Optional.empty();
        };
    }

    /// The wall clock of the site; empty at the ends of time, where zones no longer fit.
    private Optional<LocalDateTime> local(OffsetDateTime moment) {
        try {
            return Optional.of(moment.atZoneSameInstant(zone).toLocalDateTime());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// 2021.10.25 / Oct 25, 2021 / 25 Oct 2021
    public String date(LocalDate day) {
        if (korean) {
            return year(day) + "." + day.getMonthValue() + "." + day.getDayOfMonth();
        }
        return patterns.map(p -> p.date().format(day))
                .orElseGet(() -> dayOfMonth(day) + (monthFirst ? ", " : " ") + year(day));
    }

    /// The day without its year: 10.25 / Oct 25 / 25 Oct
    public String dayOfMonth(LocalDate day) {
        if (korean) {
            return day.getMonthValue() + "." + day.getDayOfMonth();
        }
        return patterns.map(p -> p.day().format(day))
                .orElseGet(() -> monthFirst
                        ? monthShort(day) + " " + day.getDayOfMonth()
                        : day.getDayOfMonth() + " " + monthShort(day));
    }

    /// The seven days that begin on `day`: 10.25 – 10.31 / Oct 25 – 31
    public String week(LocalDate day) {
        return day.isAfter(LocalDate.MAX.minusDays(6)) ? dayOfMonth(day) : days(day, day.plusDays(6));
    }

    /// First and last day, without the year: 10.25 – 10.31 / Oct 25 – 31 / 25 – 31 Oct
    public String days(LocalDate first, LocalDate last) {
        if (first.equals(last)) {
            return dayOfMonth(first);
        }
        if (english && first.getMonth() == last.getMonth() && first.getYear() == last.getYear()) {
            return monthFirst
                    ? dayOfMonth(first) + " – " + last.getDayOfMonth()
                    : first.getDayOfMonth() + " – " + dayOfMonth(last);
        }
        return dayOfMonth(first) + " – " + dayOfMonth(last);
    }

    /// First and last day with the year said once where it is one: 2021.10.25 – 10.31 / Oct 25 – 31, 2021
    public String period(LocalDate first, LocalDate last) {
        if (first.getYear() != last.getYear()) {
            return date(first) + " – " + date(last);
        }
        if (first.equals(last)) {
            return date(first);
        }
        if (korean) {
            return year(first) + "." + days(first, last);
        }
        return english
                ? days(first, last) + (monthFirst ? ", " : " ") + year(first)
                : dayOfMonth(first) + " – " + date(last);
    }

    /// 2021년 10월 / October 2021
    public String month(LocalDate day) {
        if (korean) {
            return year(day) + "년 " + day.getMonthValue() + "월";
        }
        return patterns.map(p -> p.month().format(day)).orElseGet(() -> englishMonth(day) + " " + year(day));
    }

    /// The month without its year: 10월 / Oct
    public String monthShort(LocalDate day) {
        if (korean) {
            return day.getMonthValue() + "월";
        }
        return patterns.map(p -> p.monthShort().format(day))
                .orElseGet(() -> englishMonth(day).substring(0, 3));
    }

    /// The month's whole name without its year: 10월 / October
    public String monthName(LocalDate day) {
        if (korean) {
            return day.getMonthValue() + "월";
        }
        return english
                ? englishMonth(day)
                : day.getMonth().getDisplayName(java.time.format.TextStyle.FULL_STANDALONE, locale);
    }

    /// 2021.10.25 14:03 / Oct 25, 2021 14:03
    public String datetime(LocalDateTime moment) {
        return date(moment.toLocalDate()) + " " + time(moment.toLocalTime());
    }

    public String time(LocalTime time) {
        return (time.getHour() < 10 ? "0" : "") + time.getHour() + ":" + (time.getMinute() < 10 ? "0" : "")
                + time.getMinute();
    }

    private static final List<String> ENGLISH_MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private static String englishMonth(LocalDate day) {
        return ENGLISH_MONTHS.get(day.getMonthValue() - 1);
    }

    private static String year(LocalDate day) {
        int year = day.getYear();
        return year >= 1000 || year < 0
                ? Integer.toString(year)
                : "0".repeat(4 - Integer.toString(year).length()) + year;
    }

    // Change

    /// How a value stands to an earlier one: `6.8% 감소`, `down 6.8%`. The change from zero has no percent.
    public String change(Number now, Number before, int decimals) {
        double from = before.doubleValue();
        double to = now.doubleValue();
        if (!Double.isFinite(from) || !Double.isFinite(to)) {
            return MISSING;
        }
        if (from == 0) {
            return words.say(to == 0 ? "change.none" : to > 0 ? "change.from-zero" : "change.from-zero-down");
        }
        double ratio = (to - from) / Math.abs(from);
        String size = percent(Math.abs(ratio), decimals);
        return direction(ratio, size, percent(0.0, decimals), "change");
    }

    /// How a share stands to an earlier share, in percentage points: `0.6%p 하락`, `down 0.6 pp`.
    public String points(Number now, Number before, int decimals) {
        double difference = now.doubleValue() - before.doubleValue();
        if (!Double.isFinite(difference)) {
            return MISSING;
        }
        int digits = decimals < 0 ? 1 : decimals;
        return direction(difference, number(Math.abs(difference) * 100, digits), number(0.0, digits), "points");
    }

    private String direction(double sign, String size, String zero, String kind) {
        if (sign == 0 || size.equals(zero)) {
            return words.say("change.none");
        }
        return words.say(kind + (sign > 0 ? ".up" : ".down"), size);
    }
}
