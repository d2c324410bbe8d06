package io.broadsheet.engine.chart;

import io.broadsheet.engine.frame.Column;
import io.broadsheet.engine.frame.ColumnType;
import io.broadsheet.engine.frame.Frame;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Query results that several tests draw.
final class Frames {
    static final List<String> KOREAN_CHANNELS = List.of("네이버 검색", "카카오", "구글 광고", "인스타그램", "직접 방문", "CRM 메일", "페이스북");
    static final List<String> CHANNELS =
            List.of("Naver search", "Kakao", "Google ads", "Instagram", "Direct", "CRM mail", "Facebook");

    private static final double[] BASE = {7000, 5600, 4700, 3500, 3000, 1700, 1100};
    private static final double[] WEEKS = {1, 1.12, 1.28, 1.5, 1.4, 1.24, 1.32, 1.9, 1.52, 1.72, 1.75, 1.66};

    private Frames() {}

    /// 12 weeks of 7 channels: 84 points.
    static Frame weekly(List<String> channels) {
        List<Object> week = new ArrayList<>();
        List<Object> channel = new ArrayList<>();
        List<Object> visitors = new ArrayList<>();
        for (int w = 0; w < WEEKS.length; w++) {
            for (int c = 0; c < channels.size(); c++) {
                week.add(LocalDate.of(2021, 8, 9).plusWeeks(w));
                channel.add(channels.get(c));
                visitors.add((long) (BASE[c] * WEEKS[w] + c * 13));
            }
        }
        return Frame.of(
                Column.of("week", ColumnType.DATE, week),
                Column.of("channel", ColumnType.TEXT, channel),
                Column.of("visitors", ColumnType.INTEGER, visitors));
    }

    /// The last weeks of [#weekly(List)].
    static Frame lastWeeks(Frame weekly, int weeks) {
        int from = weekly.rowCount() - weeks * weekly.rowCount() / WEEKS.length;
        return Frame.of(weekly.columns().stream()
                .map(c -> Column.of(
                        c.name(), c.type(), c.values().subList(from, c.size()).toArray()))
                .toList());
    }

    static Frame xy(ColumnType xType, List<?> x, List<? extends Object> y) {
        return Frame.of(Column.of("x", xType, x.toArray()), Column.of("y", ColumnType.DOUBLE, y.toArray()));
    }

    static Frame numbers(ColumnType xType, Object[] x, Object[] y) {
        return Frame.of(Column.of("x", xType, x), Column.of("y", ColumnType.DOUBLE, y));
    }
}
