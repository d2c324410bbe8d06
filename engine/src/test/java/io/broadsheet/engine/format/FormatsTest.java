package io.broadsheet.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FormatsTest {
    private static final Formats KOREAN = formats("ko", "KRW");
    private static final Formats ENGLISH = formats("en", "USD");
    private static final Formats BRITISH = formats("en-GB", "GBP");
    private static final Formats GERMAN = formats("de", "EUR");

    private static Formats formats(String language, String currency) {
        return Formats.of(Locale.forLanguageTag(language), ZoneId.of("Asia/Seoul"), currency);
    }

    @Test
    void groupsWholeNumbers() {
        assertThat(KOREAN.number(51024L, -1)).isEqualTo("51,024");
        assertThat(KOREAN.number(-1234567L, -1)).isEqualTo("-1,234,567");
        assertThat(KOREAN.number(999L, -1)).isEqualTo("999");
        assertThat(ENGLISH.number(1000L, 2)).isEqualTo("1,000.00");
        assertThat(GERMAN.number(1234567L, -1)).isEqualTo("1.234.567");
        assertThat(GERMAN.number(1234.5, 2)).isEqualTo("1.234,50");
    }

    @Test
    void showsAtMostTwoDecimalsUnlessAsked() {
        assertThat(ENGLISH.number(3.14159, -1)).isEqualTo("3.14");
        assertThat(ENGLISH.number(2.50, -1)).isEqualTo("2.5");
        assertThat(ENGLISH.number(2.0, -1)).isEqualTo("2");
        assertThat(ENGLISH.number(3.14159, 4)).isEqualTo("3.1416");
        assertThat(ENGLISH.number(new BigDecimal("1E+3"), -1)).isEqualTo("1,000");
    }

    @Test
    void roundsHalfUpOnTheDigitsShown() {
        assertThat(ENGLISH.number(0.125, 2)).isEqualTo("0.13");
        assertThat(ENGLISH.number(2.675, 2)).isEqualTo("2.68");
        assertThat(ENGLISH.number(-0.125, 2)).isEqualTo("-0.13");
        assertThat(ENGLISH.percent(0.0785, 1)).isEqualTo("7.9%");
        assertThat(ENGLISH.number(0.1f, 3)).isEqualTo("0.100");
        assertThat(ENGLISH.number(16777.215f, 3)).isEqualTo("16,777.215");
    }

    @Test
    void hasNoNegativeZero() {
        assertThat(ENGLISH.number(-0.0, -1)).isEqualTo("0");
        assertThat(ENGLISH.number(-0.001, 2)).isEqualTo("0.00");
        assertThat(ENGLISH.percent(-0.0004, 1)).isEqualTo("0.0%");
        assertThat(KOREAN.money(-0.4, -1)).isEqualTo("0원");
        assertThat(Formats.plain(-0.0)).isEqualTo("0");
    }

    @Test
    void writesWhatIsNoNumberAsMissing() {
        assertThat(ENGLISH.number(Double.NaN, -1)).isEqualTo("–");
        assertThat(ENGLISH.percent(Double.NaN, -1)).isEqualTo("–");
        assertThat(ENGLISH.money(Double.NaN, -1)).isEqualTo("–");
        assertThat(ENGLISH.compact(Float.NaN, -1)).isEqualTo("–");
        assertThat(ENGLISH.moneyCompact(Double.NEGATIVE_INFINITY, -1)).isEqualTo("-∞");
        assertThat(ENGLISH.number(Double.POSITIVE_INFINITY, -1)).isEqualTo("∞");
        assertThat(ENGLISH.write(null)).isEqualTo("–");
        assertThat(ENGLISH.write(ValueFormat.MONEY, null)).isEqualTo("–");
    }

    @Test
    void keepsNumbersTooLongToReadInTheirShortForm() {
        assertThat(ENGLISH.number(1e300, -1)).isEqualTo("1E+300");
        assertThat(ENGLISH.percent(1e300, 1)).isEqualTo("1E+302%");
        assertThat(KOREAN.compact(1e300, -1)).isEqualTo("1E+300");
        assertThat(KOREAN.money(1e300, -1)).isEqualTo("1E+300원");
        assertThat(ENGLISH.number(1e-300, -1)).isEqualTo("0");
        BigDecimal huge = new BigDecimal("1E+2000000000");
        assertThat(ENGLISH.compact(huge, -1)).isEqualTo("1E+2000000000");
        assertThat(ENGLISH.percent(huge, -1)).contains("E+");
        assertThat(Formats.plain(huge)).isEqualTo("1E+2000000000");
    }

    @Test
    void keepsEveryDigitOfLongNumbers() {
        BigDecimal sixty = new BigDecimal("123456789012345678901234567890123456789012345678901234567890");
        assertThat(ENGLISH.number(sixty, -1)).isEqualTo(sixty.toString());
        BigDecimal forty = new BigDecimal("1234567890123456789012345678901234567890.5");
        assertThat(ENGLISH.number(forty, -1)).isEqualTo("1,234,567,890,123,456,789,012,345,678,901,234,567,890.5");
        BigInteger huge = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
        assertThat(ENGLISH.number(huge, -1)).isEqualTo("99" + ",999".repeat(12));
        assertThat(ENGLISH.number(Long.MIN_VALUE, -1)).isEqualTo("-9,223,372,036,854,775,808");
    }

    @Test
    void shortensByTenThousandsInKorean() {
        assertThat(KOREAN.compact(9_999L, -1)).isEqualTo("9,999");
        assertThat(KOREAN.compact(10_000L, -1)).isEqualTo("1만");
        assertThat(KOREAN.compact(12_040L, -1)).isEqualTo("1.2만");
        assertThat(KOREAN.compact(1_204_000L, -1)).isEqualTo("120만");
        assertThat(KOREAN.compact(99_940_000L, -1)).isEqualTo("9,994만");
        assertThat(KOREAN.compact(99_995_000L, -1)).isEqualTo("1억");
        assertThat(KOREAN.compact(-123_456_789L, -1)).isEqualTo("-1.2억");
        assertThat(KOREAN.compact(1_000_000_000_000L, -1)).isEqualTo("1조");
        assertThat(KOREAN.compact(12_040L, 2)).isEqualTo("1.20만");
        assertThat(KOREAN.compact(0L, -1)).isEqualTo("0");
    }

    @Test
    void shortensByThousandsElsewhere() {
        assertThat(ENGLISH.compact(999L, -1)).isEqualTo("999");
        assertThat(ENGLISH.compact(12_040L, -1)).isEqualTo("12K");
        assertThat(ENGLISH.compact(1_250L, -1)).isEqualTo("1.3K");
        assertThat(ENGLISH.compact(999_950L, -1)).isEqualTo("1M");
        assertThat(ENGLISH.compact(999.95, -1)).isEqualTo("999.95");
        assertThat(ENGLISH.compact(2_500_000_000L, -1)).isEqualTo("2.5B");
        assertThat(GERMAN.compact(1_250L, -1)).isEqualTo("1,3K");
    }

    @Test
    void writesSharesAsPercent() {
        assertThat(KOREAN.percent(0.079, -1)).isEqualTo("7.9%");
        assertThat(KOREAN.percent(1, 0)).isEqualTo("100%");
        assertThat(KOREAN.percent(12.5, 0)).isEqualTo("1,250%");
        assertThat(GERMAN.percent(0.079, -1)).isEqualTo("7,9\u00A0%");
    }

    @Test
    void writesMoneyAsTheSitesReadersDo() {
        assertThat(KOREAN.money(12040L, -1)).isEqualTo("12,040원");
        assertThat(KOREAN.money(-12040.5, -1)).isEqualTo("-12,041원");
        assertThat(KOREAN.moneyCompact(12_040_000L, -1)).isEqualTo("1,204만원");
        assertThat(ENGLISH.money(12.4, -1)).isEqualTo("$12.40");
        assertThat(ENGLISH.money(-12.4, 0)).isEqualTo("-$12");
        assertThat(ENGLISH.moneyCompact(12_040L, -1)).isEqualTo("$12K");
        assertThat(BRITISH.money(new BigDecimal("1234.565"), -1)).isEqualTo("£1,234.57");
        assertThat(GERMAN.money(1234.5, -1)).isEqualTo("1.234,50\u00A0€");
        assertThat(formats("ko", "USD").money(3, -1)).isEqualTo("$3.00");
        assertThat(formats("en", "KRW").money(3000, -1)).isEqualTo("₩3,000");
        assertThat(formats("en", "KWD").money(1, -1)).isEqualTo("KWD\u00A01.000");
        assertThat(formats("en", "what").money(1, -1)).isEqualTo("what\u00A01.00");
    }

    @Test
    void writesDays() {
        LocalDate day = LocalDate.of(2021, 10, 25);
        assertThat(KOREAN.date(day)).isEqualTo("2021.10.25");
        assertThat(ENGLISH.date(day)).isEqualTo("Oct 25, 2021");
        assertThat(BRITISH.date(day)).isEqualTo("25 Oct 2021");
        assertThat(GERMAN.date(day)).isEqualTo("25. Okt. 2021");
        assertThat(KOREAN.month(day)).isEqualTo("2021년 10월");
        assertThat(ENGLISH.month(day)).isEqualTo("October 2021");
        assertThat(GERMAN.month(day)).isEqualTo("Oktober 2021");
        assertThat(KOREAN.monthShort(day)).isEqualTo("10월");
        assertThat(ENGLISH.monthName(day)).isEqualTo("October");
        assertThat(GERMAN.monthName(day)).isEqualTo("Oktober");
        assertThat(KOREAN.datetime(LocalDateTime.of(2021, 10, 25, 4, 3))).isEqualTo("2021.10.25 04:03");
    }

    @Test
    void writesDaysAtTheEndsOfTheCalendar() {
        assertThat(KOREAN.date(LocalDate.of(1, 1, 1))).isEqualTo("0001.1.1");
        assertThat(KOREAN.date(LocalDate.of(9999, 12, 31))).isEqualTo("9999.12.31");
        assertThat(ENGLISH.week(LocalDate.of(9999, 12, 27))).isEqualTo("Dec 27 – Jan 2");
        assertThat(KOREAN.date(LocalDate.of(12021, 1, 1))).isEqualTo("12021.1.1");
        assertThat(KOREAN.week(LocalDate.MAX)).isEqualTo("12.31");
        OffsetDateTime end = OffsetDateTime.MAX;
        assertThat(KOREAN.dayOf(end)).isEmpty();
        assertThat(KOREAN.write(end)).startsWith("+999999999");
    }

    @Test
    void writesWeeksAcrossMonthsAndYears() {
        assertThat(KOREAN.week(LocalDate.of(2021, 10, 25))).isEqualTo("10.25 – 10.31");
        assertThat(KOREAN.week(LocalDate.of(2021, 8, 30))).isEqualTo("8.30 – 9.5");
        assertThat(ENGLISH.week(LocalDate.of(2021, 10, 25))).isEqualTo("Oct 25 – 31");
        assertThat(ENGLISH.week(LocalDate.of(2021, 8, 30))).isEqualTo("Aug 30 – Sep 5");
        assertThat(BRITISH.week(LocalDate.of(2021, 10, 25))).isEqualTo("25 – 31 Oct");
        assertThat(GERMAN.week(LocalDate.of(2021, 10, 25))).isEqualTo("25. Okt. – 31. Okt.");
        LocalDate last = LocalDate.of(2021, 12, 27);
        assertThat(KOREAN.period(last, last.plusDays(6))).isEqualTo("2021.12.27 – 2022.1.2");
        assertThat(ENGLISH.period(last, last.plusDays(6))).isEqualTo("Dec 27, 2021 – Jan 2, 2022");
        LocalDate october = LocalDate.of(2021, 10, 25);
        assertThat(KOREAN.period(october, october.plusDays(6))).isEqualTo("2021.10.25 – 10.31");
        assertThat(ENGLISH.period(october, october.plusDays(6))).isEqualTo("Oct 25 – 31, 2021");
        assertThat(BRITISH.period(october, october.plusDays(6))).isEqualTo("25 – 31 Oct 2021");
        assertThat(GERMAN.period(october, october.plusDays(6))).isEqualTo("25. Okt. – 31. Okt. 2021");
        assertThat(KOREAN.period(october, october)).isEqualTo("2021.10.25");
    }

    @Test
    void readsMomentsInTheSitesZone() {
        OffsetDateTime moment = OffsetDateTime.of(2021, 10, 31, 16, 0, 0, 0, ZoneOffset.UTC);
        assertThat(KOREAN.dayOf(moment)).contains(LocalDate.of(2021, 11, 1));
        assertThat(KOREAN.write(moment)).isEqualTo("2021.11.1 01:00");
        assertThat(KOREAN.dayOf("2021-11-01")).contains(LocalDate.of(2021, 11, 1));
        assertThat(KOREAN.dayOf("2021-13-01")).isEmpty();
    }

    @Test
    void saysChangesInWords() {
        assertThat(KOREAN.change(51024L, 54726L, 1)).isEqualTo("6.8% 감소");
        assertThat(ENGLISH.change(51024L, 54726L, 1)).isEqualTo("down 6.8%");
        assertThat(ENGLISH.change(438L, 425L, 1)).isEqualTo("up 3.1%");
        assertThat(ENGLISH.change(-1L, -2L, 0)).isEqualTo("up 50%");
        assertThat(ENGLISH.change(100_001L, 100_000L, 1)).isEqualTo("unchanged");
        assertThat(KOREAN.change(7L, 7L, 1)).isEqualTo("변화 없음");
    }

    @Test
    void saysNoPercentOfAChangeFromZero() {
        assertThat(KOREAN.change(5L, 0L, 1)).isEqualTo("0에서 증가");
        assertThat(KOREAN.change(-5L, 0L, 1)).isEqualTo("0에서 감소");
        assertThat(KOREAN.change(0L, 0L, 1)).isEqualTo("변화 없음");
        assertThat(KOREAN.change(0L, 5L, 1)).isEqualTo("100.0% 감소");
        assertThat(ENGLISH.change(Double.NaN, 5L, 1)).isEqualTo("–");
    }

    @Test
    void saysChangesOfSharesInPoints() {
        assertThat(KOREAN.points(0.079, 0.085, 1)).isEqualTo("0.6%p 하락");
        assertThat(ENGLISH.points(0.062, 0.058, -1)).isEqualTo("up 0.4 pp");
        assertThat(ENGLISH.points(0.0620001, 0.062, 1)).isEqualTo("unchanged");
    }

    @Test
    void writesValuesOfEveryTypePlainlyWhereAFormatCantTakeThem() {
        assertThat(KOREAN.write(ValueFormat.PERCENT, "<b>")).isEqualTo("<b>");
        assertThat(KOREAN.write(ValueFormat.of(ValueFormat.Kind.DATE), 5L)).isEqualTo("5");
        assertThat(KOREAN.write(ValueFormat.TEXT, 10026L)).isEqualTo("10026");
        assertThat(KOREAN.write(true)).isEqualTo("예");
        assertThat(KOREAN.write(Arrays.asList(1L, null, List.of("a")))).isEqualTo("1, –, a");
        assertThat(Formats.plain(new BigDecimal("1.50"))).isEqualTo("1.50");
        assertThat(Formats.plain(LocalDateTime.of(2021, 1, 2, 3, 4, 5))).isEqualTo("2021-01-02 03:04:05");
    }
}
