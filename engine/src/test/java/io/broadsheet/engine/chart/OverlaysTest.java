package io.broadsheet.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Earlier values, references, bands and notes over a chart.
class OverlaysTest {
    private static final long[] VISITORS = {7000, 7840, 8960, 10500, 9800, 8680, 9240, 13300, 10640, 12040, 12250, 11620
    };

    static Frame weeks() {
        List<Object> week = new ArrayList<>();
        List<Object> visitors = new ArrayList<>();
        List<Object> before = new ArrayList<>();
        List<Object> goal = new ArrayList<>();
        List<Object> sale = new ArrayList<>();
        List<Object> saleEnd = new ArrayList<>();
        for (int i = 0; i < VISITORS.length; i++) {
            week.add(LocalDate.of(2021, 8, 9).plusWeeks(i));
            visitors.add(VISITORS[i]);
            before.add(VISITORS[(i + 3) % 12] * 4 / 5);
            goal.add(9000L + 200L * i);
            sale.add(LocalDate.of(2021, 9, 27));
            saleEnd.add(LocalDate.of(2021, 10, 10));
        }
        return Frame.of(
                Column.of("week", ColumnType.DATE, week),
                Column.of("visitors", ColumnType.INTEGER, visitors),
                Column.of("before", ColumnType.INTEGER, before),
                Column.of("goal", ColumnType.INTEGER, goal),
                Column.of("sale", ColumnType.DATE, sale),
                Column.of("sale_end", ColumnType.DATE, saleEnd));
    }

    static final String ALL = """
            x: week
            y: visitors
            title: 주간 방문자
            unit: 명
            previous: { column: before, label: 작년 }
            target: 12_000
            lines:
              - { value: 9000, label: 평균 }
            bands:
              - { from: 2021-09-27, to: 2021-10-10, label: 가을 세일 }
            notes:
              - { x: 2021-09-28, text: 추석 연휴 뒤 첫 주 }
              - { x: 2021-08-09, y: 7000, text: 앱 개편 }
            """;

    private static Drawn drawn(String component, String body) {
        return Drawn.yaml(component, body, weeks(), Locale.KOREAN);
    }

    @Test
    void standOnLinesAreasAndBars() {
        for (String component : List.of("line", "area", "bar")) {
            Drawn drawn = drawn(component, ALL);
            assertThat(drawn.problems().toString()).isEmpty();
            assertThat(SvgProbe.faults(drawn.markup())).isEmpty();
            assertThat(drawn.markup())
                    .contains(">목표 1.2만</text>")
                    .contains(">평균 9,000</text>")
                    .contains(">가을 세일</text>")
                    .contains(">추석 연휴 뒤 첫 주</text>")
                    .contains(">앱 개편</text>");
        }
    }

    @Test
    void standOnLyingBars() {
        String body = "x: channel\ny: visitors\nhorizontal: true\n";
        Frame frame = Frame.of(
                Column.of("channel", ColumnType.TEXT, "네이버", "카카오", "구글"),
                Column.of("visitors", ColumnType.INTEGER, 3000L, 2000L, 1000L),
                Column.of("before", ColumnType.INTEGER, 2500L, 2200L, 900L));
        Drawn drawn = Drawn.yaml(
                "bar",
                body + "target: 2400\nlines: [before, { value: 1500, label: 평균 }]\nprevious: before\n",
                frame,
                Locale.KOREAN);
        assertThat(drawn.problems().toString()).isEmpty();
        assertThat(SvgProbe.faults(drawn.markup())).isEmpty();
        assertThat(drawn.markup())
                .contains(">목표 2,400</text>", ">평균 1,500</text>", ">before</text>")
                .contains(">세로선: 지난 기간</span>")
                .contains("네이버: 3,000 (지난 기간 2,500)");
        assertThat(Drawn.yaml("bar", body + "notes:\n  - { x: 카카오, text: 새 광고 }\n", frame, Locale.KOREAN)
                        .problems()
                        .toString())
                .contains("bar 'q' lies, and has no place for notes");
    }

    @Test
    void areSaidInTooltips() {
        assertThat(drawn("line", ALL).markup())
                .contains("13,300명 (작년 9,800명)\n목표 12,000명\n평균 9,000명\n가을 세일\n추석 연휴 뒤 첫 주");
    }

    @Test
    void takeValuesThatVaryFromAColumn() {
        Drawn drawn = drawn("line", "x: week\ny: visitors\ntarget: goal\nlines: [before]\n");
        assertThat(drawn.problems().toString()).isEmpty();
        assertThat(drawn.markup()).contains(">목표 1.1만</text>").contains(">before 7,168</text>");
    }

    @Test
    void takeBandsFromColumns() {
        String columns = "x: week\ny: visitors\nbands:\n  - { from: sale, to: sale_end, label: 세일 }\n";
        String written = "x: week\ny: visitors\nbands:\n  - { from: 2021-09-27, to: 2021-10-10, label: 세일 }\n";
        assertThat(drawn("line", columns).markup())
                .isEqualTo(drawn("line", written).markup());
    }

    @Test
    void leaveOutWhatIsNotOnTheAxisWithAWarning() {
        Drawn drawn = drawn("line", "x: week\ny: visitors\nnotes:\n  - { x: 2022-01-01, text: later }\n");
        assertThat(drawn.problems().hasErrors()).isFalse();
        assertThat(drawn.problems().toString()).isEqualTo("""
                reports/r/report.md:5:10 warning[off-axis]: line 'q' has no week 2022-01-01 for its notes
                  5 |   - { x: 2022-01-01, text: later }
                    |          ^^^^^^^^^^
                  week goes from 2021.8.9 to 2021.10.25""");
        assertThat(drawn.markup()).doesNotContain("later");
    }

    @Test
    void refuseWhatTheAxisCanNotHave() {
        Drawn drawn = drawn("line", "x: week\ny: visitors\nbands:\n  - { from: soon, label: Sale }\n");
        assertThat(drawn.problems().toString()).isEqualTo("""
                reports/r/report.md:5:13 error[bad-value]: from must be a day or a moment along week, not 'soon'
                  5 |   - { from: soon, label: Sale }
                    |             ^^^^
                  Write it as 2021-10-25 or 2021-10-25 14:00""");
    }

    @Test
    void nameTheNearestPlaceOfText() {
        Frame frame = Frame.of(
                Column.of("channel", ColumnType.TEXT, "네이버", "카카오", "구글"),
                Column.of("visitors", ColumnType.INTEGER, 3L, 2L, 1L));
        Drawn drawn = Drawn.yaml(
                "bar", "x: channel\ny: visitors\nnotes:\n  - { x: 카카우, text: 새 광고 }\n", frame, Locale.KOREAN);
        assertThat(drawn.problems().toString()).contains("Did you mean 카카오?");
    }

    @Test
    void wantAnEarlierColumnForEachOfY() {
        Drawn drawn = drawn("line", "x: week\ny: [visitors, goal]\nprevious: before\n");
        assertThat(drawn.problems().toString()).contains("has 2 columns as y and 1 as previous");
    }

    @Test
    void speakOfSeriesThatAreDrawn() {
        Frame frame = Frames.weekly(Frames.KOREAN_CHANNELS);
        String body = "x: week\ny: visitors\ncolor: channel\nnotes:\n  - { x: 2021-09-27, series: 카카오, text: 광고 시작 }\n";
        assertThat(Drawn.yaml("line", body, frame, Locale.KOREAN).problems().toString())
                .isEmpty();
        assertThat(Drawn.yaml("line", body.replace("카카오", "카카우"), frame, Locale.KOREAN)
                        .problems()
                        .toString())
                .contains("warning[off-axis]", "Did you mean 카카오?");
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void neverCoverWordsOrLeaveTheDrawing() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            String component = List.of("line", "area", "bar").get(seed % 3);
            StringBuilder body = new StringBuilder("x: week\ny: visitors\n");
            if (random.nextBoolean()) {
                body.append("color: channel\n");
            }
            if (random.nextBoolean()) {
                body.append("target: ").append(random.nextInt(20_000)).append('\n');
            }
            if (random.nextBoolean()) {
                body.append("lines: [visitors, ")
                        .append(random.nextInt(9_000) - 3_000)
                        .append("]\n");
            }
            if (random.nextBoolean()) {
                body.append("previous: visitors\n");
            }
            if (component.equals("bar") && random.nextBoolean()) {
                body.append("stack: true\n");
            }
            body.append("bands:\n");
            for (int i = 0; i < random.nextInt(5) + 1; i++) {
                LocalDate from = LocalDate.of(2021, 8, 9).plusDays(random.nextInt(70));
                body.append("  - { from: ")
                        .append(from)
                        .append(", to: ")
                        .append(from.plusDays(random.nextInt(30)))
                        .append(", label: ")
                        .append("여름 세일 sale ".repeat(1 + random.nextInt(3)).strip())
                        .append(" }\n");
            }
            if (component.equals("line") && random.nextBoolean()) {
                body.append("x-lines:\n  - { x: ")
                        .append(LocalDate.of(2021, 8, 9).plusDays(random.nextInt(80)))
                        .append(", label: ")
                        .append("앱 개편 relaunch ".repeat(1 + random.nextInt(4)).strip())
                        .append(" }\n");
            }
            body.append("notes:\n");
            for (int i = 0; i < random.nextInt(6) + 1; i++) {
                body.append("  - { x: ")
                        .append(LocalDate.of(2021, 8, 9).plusDays(random.nextInt(80)))
                        .append(random.nextBoolean() ? ", y: " + random.nextInt(15_000) : "")
                        .append(", text: ")
                        .append("추석 연휴 뒤 holiday ".repeat(1 + random.nextInt(8)).strip())
                        .append(" }\n");
            }
            Locale locale = random.nextBoolean() ? Locale.KOREAN : Locale.ENGLISH;
            Frame frame = random.nextBoolean() && !body.toString().contains("color")
                    ? weeks()
                    : Frames.weekly(
                            body.toString().contains("color")
                                    ? Frames.KOREAN_CHANNELS.subList(0, 1 + random.nextInt(7))
                                    : Frames.KOREAN_CHANNELS.subList(0, 1));
            Drawn drawn = Drawn.yaml(component, body.toString(), frame, locale);
            assertThat(drawn.problems().hasErrors())
                    .as(drawn.problems().toString())
                    .isFalse();
            assertThat(SvgProbe.faults(drawn.markup()))
                    .as("seed %d\n%s\n%s\n%s", seed, component, body, drawn.markup())
                    .isEmpty();
            assertThat(Drawn.yaml(component, body.toString(), frame, locale).markup())
                    .isEqualTo(drawn.markup());
        }
    }

    @Test
    void wordsOverFilledAreasStandOnTheGround() {
        String body = "x: week\ny: visitors\nnotes:\n  - { x: 2021-09-28, text: 추석 }\n";
        String ground = "<rect fill=\"var(--bg)\" fill-opacity=\"0.86\"";
        assertThat(Drawn.yaml("area", body, weeks(), Locale.KOREAN).markup()).contains(ground);
        assertThat(Drawn.yaml("line", body, weeks(), Locale.KOREAN).markup()).doesNotContain(ground);
    }
}
