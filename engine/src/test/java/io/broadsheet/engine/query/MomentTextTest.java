package io.broadsheet.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class MomentTextTest {
    @Test
    void readsMomentsAsTheyAreWritten() {
        for (String text : new String[] {
            "0001-01-01 00:00:00",
            "1969-12-31 23:59:59.999999",
            "1970-01-01 00:00:00.5",
            "2021-10-25 10:11:12.000001",
            "9999-12-31 23:59:59.120000"
        }) {
            LocalDateTime moment = LocalDateTime.parse(text.replace(' ', 'T'));
            long micros = ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), moment);
            assertThat(MomentText.micros(text)).as(text).isEqualTo(micros);
            assertThat(moment.toEpochSecond(ZoneOffset.UTC)).isEqualTo(Math.floorDiv(micros, 1_000_000L));
        }
        assertThat(MomentText.micros("2021-10-25")).isEqualTo(MomentText.micros("2021-10-25 00:00:00"));
    }

    @Test
    void takesZeroDatesForNone() {
        assertThat(MomentText.micros("0000-00-00 00:00:00")).isNull();
        assertThat(MomentText.micros("2021-00-10 00:00:00")).isNull();
    }

    @Test
    void refusesWhatIsNoMoment() {
        assertThatThrownBy(() -> MomentText.micros("tomorrow, at noon")).isInstanceOf(DateTimeException.class);
    }
}
