package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What holds for whatever data comes under whatever options: nothing outside of the drawing, no words on words, no
/// number that is none, the same bytes for the same rows, and nothing lost where a rest is added up.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DataOptionsPropertiesTest {
    private static final List<String> COMPONENTS = List.of("line", "area", "bar", "bar", "scatter", "histogram");
    private static final List<String> COLOURS = List.of("1", "8", "accent", "good", "bad", "muted", "#7b5cd6");

    @Test
    void holdsForRandomOptions() {
        for (int seed = 0; seed < 700; seed++) {
            Random random = new Random(seed);
            String component = COMPONENTS.get(seed % COMPONENTS.size());
            Frame frame = withFacets(ChartPropertiesTest.frame(random), random);
            ChartPropertiesTest.assertSound(
                    "seed " + seed + " " + component, component, body(component, frame, random), frame, random);
        }
    }

    private static String body(String component, Frame frame, Random random) {
        StringBuilder body = new StringBuilder(component.equals("histogram") ? "x: y\n" : "x: x\ny: y\n");
        if (!component.equals("histogram") && random.nextInt(4) > 0) {
            body.append("color: c\n");
        }
        if (random.nextInt(5) > 1) {
            body.append("facet: f\n");
            add(body, random, "facet-y: free\n");
            add(body, random, "facet-columns: " + (1 + random.nextInt(6)) + "\n");
        }
        add(body, random, "height: " + (120 + random.nextInt(200)) + "\n");
        switch (component) {
            case "line" -> {
                add(body, random, "scale: log\n");
                along(body, frame, random);
                missing(body, random);
                series(body, random);
            }
            case "area" -> {
                add(body, random, "share: true\n");
                add(body, random, "stack: false\n");
                missing(body, random);
                series(body, random);
            }
            case "bar" -> {
                add(body, random, "share: true\n");
                add(body, random, "stack: true\n");
                add(body, random, "horizontal: true\n");
                add(
                        body,
                        random,
                        "sort: " + List.of("value", "-value", "label", "-label").get(random.nextInt(4)) + "\n");
                add(body, random, "limit: " + (1 + random.nextInt(8)) + "\n");
                add(body, random, "meaning: up-good\n");
                series(body, random);
            }
            case "scatter" -> {
                add(body, random, "scale: log\n");
                along(body, frame, random);
                series(body, random);
                add(body, random, "label: c\nsize: y\n");
            }
            default -> add(body, random, "bins: 9\n");
        }
        Object named = frame.column("c").get(0);
        boolean plain = String.valueOf(named).chars().allMatch(c -> Character.isLetter(c));
        if (!component.equals("histogram") && plain && random.nextBoolean()) {
            body.append("colors: {" + named + ": " + COLOURS.get(random.nextInt(COLOURS.size())) + "}\n");
        }
        return body.toString();
    }

    private static void along(StringBuilder body, Frame frame, Random random) {
        if (frame.column("x").type().isNumber()) {
            add(body, random, "x-scale: log\n");
        }
    }

    private static void add(StringBuilder body, Random random, String line) {
        if (random.nextInt(3) == 0) {
            body.append(line);
        }
    }

    private static void missing(StringBuilder body, Random random) {
        body.append("missing: ")
                .append(List.of("gap", "zero", "connect").get(random.nextInt(3)))
                .append('\n');
    }

    private static void series(StringBuilder body, Random random) {
        add(body, random, "series-limit: " + (1 + random.nextInt(6)) + "\n");
        add(body, random, random.nextBoolean() ? "others: false\n" : "others: 나머지 모두 합쳐서 아주 긴 이름\n");
    }

    /// The rows cut into up to thirty small charts of any size.
    private static Frame withFacets(Frame frame, Random random) {
        int most = 1 + random.nextInt(random.nextInt(4) == 0 ? 30 : 7);
        int longest = random.nextInt(3) == 0 ? 60 : 8;
        List<String> names = IntStream.range(0, most)
                .mapToObj(i -> ChartPropertiesTest.word(random, longest))
                .toList();
        List<Object> facets = new ArrayList<>();
        for (int i = 0; i < frame.rowCount(); i++) {
            facets.add(names.get(random.nextInt(most)));
        }
        List<Column> columns = new ArrayList<>(frame.columns());
        columns.add(Column.of("f", ColumnType.TEXT, facets));
        return Frame.of(columns);
    }

    @Test
    void losesNothingToARest() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            XyData data = data(random);
            double before = data.values().sum();
            int most = 1 + random.nextInt(5);
            Rest rest = new Rest("Others");
            XyData fewer = rest.ofSeries(rest.ofPlaces(data, most), most);
            assertThat(fewer.values().sum()).as("seed " + seed).isEqualTo(before);
            assertThat(fewer.places().size()).isLessThanOrEqualTo(most + 1);
            assertThat(fewer.slots().size()).isLessThanOrEqualTo(most + 1);
        }
    }

    @Test
    void addsSharesUpToAWhole() {
        for (int seed = 0; seed < 300; seed++) {
            XyData data = data(new Random(seed)).with(Look.USUAL, true);
            for (int i = 0; i < data.places().size(); i++) {
                int place = i;
                double sum = data.series().stream()
                        .mapToDouble(s -> data.part(s, place))
                        .filter(v -> !Double.isNaN(v))
                        .sum();
                assertThat(sum)
                        .as("seed " + seed)
                        .satisfiesAnyOf(
                                s -> assertThat(s).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9)),
                                s -> assertThat(s).isZero());
            }
        }
    }

    private static XyData data(Random random) {
        int places = 1 + random.nextInt(12);
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(12); i++) {
            List<Number> values = new ArrayList<>();
            for (int p = 0; p < places; p++) {
                values.add((long) random.nextInt(1000));
            }
            series.add(new Series(i == 2 ? "Others" : "s" + i, i, List.copyOf(values)));
        }
        List<String> names = IntStream.range(0, places)
                .mapToObj(p -> p == 1 ? "Others" : "p" + p)
                .toList();
        return new XyData(new Places.Categories(names), series, "x", "y");
    }

    @Test
    void drawsFortySeriesAndLongKoreanNames() {
        List<Object> x = new ArrayList<>();
        List<Object> c = new ArrayList<>();
        List<Object> f = new ArrayList<>();
        List<Object> y = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            x.add("아주 긴 이름을 가진 프리미엄 캐시미어 가디건 " + i % 5);
            c.add("네이버 브랜드 검색 광고 캠페인 " + i / 5 % 40);
            f.add("서울특별시 강남구 테헤란로 지점 " + i / 200);
            y.add((double) (i * 7919 % 1000));
        }
        Frame frame = Frame.of(
                Column.of("x", ColumnType.TEXT, x),
                Column.of("c", ColumnType.TEXT, c),
                Column.of("f", ColumnType.TEXT, f),
                Column.of("y", ColumnType.DOUBLE, y));
        for (String options : List.of("share: true\n", "stack: true\nhorizontal: true\n", "series-limit: 39\n")) {
            Drawn drawn = Drawn.of("bar", "x: x\ny: y\ncolor: c\nfacet: f\n" + options, frame, Locale.KOREAN);
            assertThat(drawn.problems().toString()).isEmpty();
            assertThat(SvgProbe.faults(drawn.markup())).as(options).isEmpty();
        }
    }
}
