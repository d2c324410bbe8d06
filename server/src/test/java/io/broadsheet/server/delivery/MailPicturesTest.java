package io.broadsheet.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.broadsheet.engine.picture.Picture;
import io.broadsheet.engine.picture.ThemeColours;
import io.broadsheet.engine.project.MailSpec;
import io.broadsheet.server.StateDatabase;
import io.broadsheet.server.edition.MailPart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailPicturesTest {
    private static byte[] png(String colour) {
        return Picture.draw(
                        "<svg viewBox=\"0 0 358 60\" fill=\"" + colour + "\"><text x=\"4\" y=\"40\">방문자</text></svg>",
                        ThemeColours.of("", false),
                        "#ffffff")
                .png();
    }

    private static MailPart.Image image(String light, String dark) {
        return new MailPart.Image("주간 방문자", "명", "선 그래프", 358, 60, light, dark);
    }

    @Test
    void arriveWithTheMailUnderTheirContentIds() throws Exception {
        PictureTray tray = new PictureTray("divers.example");
        byte[] day = png("#000");
        byte[] night = png("#555");
        List<MailPart> parts = tray.named(new SummaryShelf.Kept(
                List.of(image("mail/1.png", "mail/1-dark.png")), Map.of("mail/1.png", day, "mail/1-dark.png", night)));
        Letter sample = MailSample.letter();
        Letter.Piece was = sample.pieces().getFirst();
        Letter letter = new Letter(
                sample.site(),
                sample.locale(),
                sample.name(),
                sample.address(),
                List.of(new Letter.Piece(was.edition(), was.headlines(), parts, was.url(), was.pixel())),
                sample.unsubscribe(),
                false);
        MimeMultipart alternatives = sent(letter, tray);
        assertThat(alternatives.getCount()).isEqualTo(2);
        assertThat(alternatives.getBodyPart(0).isMimeType("text/plain")).isTrue();
        MimeMultipart related = (MimeMultipart) alternatives.getBodyPart(1).getContent();
        assertThat(related.getContentType()).startsWith("multipart/related").contains("type=\"text/html\"");
        String html = (String) related.getBodyPart(0).getContent();
        assertThat(html)
                .contains("src=\"cid:picture-1@divers.example\"", "src=\"cid:picture-2@divers.example\"")
                .contains("alt=\"선 그래프\"");
        assertThat(List.of(bytes(related, 1), bytes(related, 2))).containsExactly(day, night);
        assertThat(id(related, 1)).isEqualTo("<picture-1@divers.example>");
        assertThat(id(related, 2)).isEqualTo("<picture-2@divers.example>");
        assertThat(related.getBodyPart(1).getDisposition()).isEqualTo(Part.INLINE);
        assertThat(related.getBodyPart(1).isMimeType("image/png")).isTrue();
    }

    private static byte[] bytes(MimeMultipart parts, int index) throws Exception {
        return parts.getBodyPart(index).getInputStream().readAllBytes();
    }

    private static String id(MimeMultipart parts, int index) throws Exception {
        return ((MimeBodyPart) parts.getBodyPart(index)).getContentID();
    }

    private static MimeMultipart sent(Letter letter, PictureTray tray) throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        Map<String, Object> model = MailModel.of(letter, "Divers", "report@divers.example");
        SmtpSettings settings = SmtpSettings.of(MailSpec.DEFAULT, Path.of(""));
        SmtpSettings here = new SmtpSettings(
                "127.0.0.1",
                server.getSmtp().getPort(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                settings.connect(),
                settings.answer(),
                settings.end(),
                settings.whole());
        MimeMail mime = new MimeMail(MailProcess.SPEC, InstantSource.fixed(StateDatabase.MONDAY));
        try (SmtpChannel channel = new SmtpChannel(here, mime)) {
            Mail mail = new Mail(
                    "<ID@divers.example>",
                    "10026",
                    letter.address(),
                    letter.name(),
                    Locale.KOREAN,
                    String.valueOf(model.get("subject")),
                    MailTemplates.builtIn().evaluate(MailTemplates.HTML, Locale.KOREAN, model),
                    MailTemplates.builtIn().evaluate(MailTemplates.TEXT, Locale.KOREAN, model),
                    Optional.empty(),
                    tray.pictures(),
                    Map.of());
            assertThat(channel.send(mail)).isInstanceOf(Outcome.Sent.class);
            MimeMessage got = server.getReceivedMessages()[0];
            return (MimeMultipart) got.getContent();
        } finally {
            server.stop();
        }
    }

    @Test
    void leaveOutWhatAMailCannotCarry() {
        PictureTray tray = new PictureTray("divers.example");
        byte[] half = new byte[PictureTray.MOST_BYTES / 2];
        Map<String, byte[]> files = Map.of("1.png", half, "1-dark.png", half, "2.png", half);
        List<MailPart> parts = tray.named(new SummaryShelf.Kept(
                List.of(image("1.png", "1-dark.png"), image("2.png", "2-dark.png"), image("gone.png", "")), files));
        assertThat(parts).containsExactly(image("picture-1@divers.example", "picture-2@divers.example"));
        assertThat(tray.pictures()).hasSize(2);
    }
}
