package io.broadsheet.server.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadsheet.engine.SummaryPart;
import io.broadsheet.engine.component.Headline.Direction;
import io.broadsheet.engine.picture.Picture;
import io.broadsheet.engine.picture.ThemeColours;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MailPartsTest {
    private static final Picture PICTURE = Picture.draw(
            "<svg viewBox=\"0 0 20 10\"><path d=\"M0 0h9v9z\"/></svg>", ThemeColours.of("", false), "#ffffff");

    @Test
    void comeBackAsTheyWereKept() throws IOException {
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        List<MailPart> kept = MailParts.of(
                List.of(
                        new SummaryPart.Numbers(
                                "오늘",
                                List.of(new io.broadsheet.engine.component.Headline(
                                        "방문자", "54,726명", "▼ 6.8%", Direction.DOWN))),
                        new SummaryPart.Image("주간 방문자", "명", "선 그래프", PICTURE, PICTURE),
                        new SummaryPart.Table(
                                "채널",
                                "",
                                new io.broadsheet.engine.component.MailPart.Rows(
                                        List.of(new io.broadsheet.engine.component.MailPart.Column("채널", false)),
                                        List.of(List.of("네이버 <검색>")),
                                        4))),
                pictures);
        assertThat(pictures).containsOnlyKeys("mail/2.png", "mail/2-dark.png");
        byte[] json = new JsonMapper().writeValueAsBytes(Map.of("title", "", "parts", MailParts.json(kept)));
        assertThat(MailParts.read(json))
                .isEqualTo(kept)
                .contains(new MailPart.Image("주간 방문자", "명", "선 그래프", 20, 10, "mail/2.png", "mail/2-dark.png"));
    }

    @Test
    void areNoneInAnArtifactOfBefore() throws IOException {
        assertThat(MailParts.read("{\"headlines\":[]}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThatThrownBy(() -> MailParts.read("{".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }
}
