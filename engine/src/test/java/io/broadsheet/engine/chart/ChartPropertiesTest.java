package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What holds for whatever data comes: nothing outside of the drawing, no words on words, well-formed, the same bytes
/// for the same rows.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ChartPropertiesTest {
    private static final String WORDS = "가나다라마바사아자차카타파하abcdefghij WMil.,%&<>'\"\u202E\u0301😀عرب\n";
    private static final List<String> XY = List.of("line", "area", "bar", "scatter", "spark");

    @Test
    void holdsForRandomData() {
        for (int seed = 0; seed < 600; seed++) {
            Random random = new Random(seed);
            String component = XY.get(seed % XY.size());
            Frame frame = frame(random);
            String body = "x: x\ny: y\ncolor: c\n"
                    + (random.nextBoolean() ? "title: 제목 Title\n" : "")
                    + (random.nextInt(4) == 0 && !component.equals("spark") ? "height: 120\n" : "")
                    + (component.equals("bar") && random.nextBoolean() ? "stack: true\n" : "")
                    + (component.equals("bar") && random.nextBoolean() ? "horizontal: true\n" : "")
                    + (random.nextInt(3) == 0 ? "format: percent(1)\n" : "")
                    + (component.equals("scatter") && random.nextBoolean() ? "label: c\nsize: y\n" : "");
            assertSound("seed " + seed + " " + component, component, body, frame, random);
        }
    }

    @Test
    void holdsForRandomHeatMapsFunnelsAndHistograms() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Frame frame = frame(random);
            assertSound("seed " + seed, "heatmap", "x: x\ny: c\nvalue: y\n", frame, random);
            assertSound("seed " + seed, "funnel", "step: c\nvalue: y\n", frame, random);
            assertSound("seed " + seed, "histogram", "x: y\n", frame, random);
        }
    }

    static void assertSound(String what, String component, String body, Frame frame, Random random) {
        Locale locale = random.nextBoolean() ? Locale.KOREAN : Locale.ENGLISH;
        String markup = Drawn.of(component, body, frame, locale).markup();
        assertThat(SvgProbe.faults(markup)).as("%s\n%s\n%s", what, body, markup).isEmpty();
        assertThat(Drawn.of(component, body, frame, locale).markup()).isEqualTo(markup);
    }

    static Frame frame(Random random) {
        int rows = 1 + random.nextInt(random.nextBoolean() ? 4 : 90);
        int series = 1 + random.nextInt(random.nextInt(4) == 0 ? 30 : 4);
        ColumnType type = List.of(
                        ColumnType.TEXT,
                        ColumnType.DATE,
                        ColumnType.TIMESTAMP,
                        ColumnType.INSTANT,
                        ColumnType.INTEGER,
                        ColumnType.DOUBLE,
                        ColumnType.BOOLEAN)
                .get(random.nextInt(7));
        double size = Math.pow(10, random.nextInt(6) == 0 ? random.nextInt(600) - 300 : random.nextInt(9) - 2);
        int longest = 1 + random.nextInt(random.nextInt(3) == 0 ? 60 : 8);
        long step = 1L + random.nextInt(random.nextBoolean() ? 3 : 4000);
        boolean negative = random.nextBoolean();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            names.add(word(random, longest));
        }
        List<@Nullable Object> x = new ArrayList<>();
        List<@Nullable Object> y = new ArrayList<>();
        List<@Nullable Object> c = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            Object place = place(type, i, step, random, longest);
            for (String name : names) {
                x.add(place);
                y.add(value(random, size, negative));
                c.add(name);
            }
        }
        return Frame.of(
                Column.of("x", type, x), Column.of("y", ColumnType.DOUBLE, y), Column.of("c", ColumnType.TEXT, c));
    }

    private static @Nullable Object value(Random random, double size, boolean negative) {
        return switch (random.nextInt(20)) {
            case 0 -> null;
            case 1 -> Double.NaN;
            case 2 -> Double.POSITIVE_INFINITY;
            case 3 -> -0.0;
            default -> (random.nextDouble() - (negative ? 0.5 : 0)) * size;
        };
    }

    private static Object place(ColumnType type, int i, long step, Random random, int longest) {
        return switch (type) {
            case DATE -> LocalDate.of(2019, 12, 25).plusDays(i * step);
            case TIMESTAMP -> LocalDateTime.of(2021, 10, 25, 3, 10).plusMinutes(i * step);
            case INSTANT ->
                OffsetDateTime.ofInstant(
                        LocalDateTime.of(2021, 3, 10, 0, 0)
                                .atZone(ZoneId.of("America/New_York"))
                                .plusHours(i * step)
                                .toInstant(),
                        ZoneId.of("America/New_York"));
            case INTEGER -> i * step - 3;
            case DOUBLE -> random.nextGaussian() * step;
            case BOOLEAN -> i % 2 == 0;
            default -> word(random, longest);
        };
    }

    static String word(Random random, int longest) {
        StringBuilder out = new StringBuilder();
        int length = 1 + random.nextInt(longest);
        for (int i = 0; i < length; i++) {
            out.append(WORDS.charAt(random.nextInt(WORDS.length())));
        }
        return out.toString();
    }
}
