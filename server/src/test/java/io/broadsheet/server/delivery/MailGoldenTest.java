package io.broadsheet.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.broadsheet.engine.ProjectException;
import io.broadsheet.server.StateDatabase;
import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Headline;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.testing.Golden;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailGoldenTest {
    private static final Path DOCS = Path.of("../docs/mail.md");
    private static final String HOSTILE =
            "\r\nBcc: all@example.com\r\n\r\n<script>alert(1)</script>\u2028\"> \u202e{{ 1 }}";

    @TempDir
    Path folder;

    private static Map<String, Object> model(Letter letter) {
        return MailModel.of(letter, "Divers", "report@divers.example");
    }

    private static String evaluate(String template, Letter letter) {
        return MailTemplates.builtIn().evaluate(template, letter.locale(), model(letter));
    }

    private static Letter english() {
        Letter korean = MailSample.letter();
        SiteView site = korean.site();
        EditionView was = korean.pieces().getFirst().edition();
        EditionView edition = new EditionView(
                was.id(),
                was.publicId(),
                was.siteId(),
                was.report(),
                was.periodKind(),
                was.periodStart(),
                was.periodEnd(),
                was.issueDate(),
                was.state(),
                "Weekly cohorts",
                "Cohort report",
                "November [week 01]",
                "Who came back, and who bought again.",
                was.currentRevision(),
                was.currentRevisionId(),
                was.firstPublishedAt(),
                List.of());
        return new Letter(
                new SiteView(
                        "a1",
                        "Alpha & Sons",
                        Locale.US,
                        site.zone(),
                        "USD",
                        Map.of("name", "Alpha", "color", "#ffd166"),
                        "project",
                        true,
                        Instant.EPOCH),
                Locale.US,
                "Ann",
                "ann@example.com",
                List.of(new Letter.Piece(
                        edition,
                        List.of(
                                new Headline("First-time visitors", "51,024", "down 6.8%", "down"),
                                new Headline("Back after a week", "7.9%", "up 0.6 pp", "up"),
                                new Headline("First buyers", "438", "unchanged", "")),
                        "https://example.com/m/ONE",
                        Optional.of("https://example.com/m/ONE/open.gif"))),
                "https://example.com/u/ANN",
                false);
    }

    @Test
    void looksAsItDidInKorean() throws IOException {
        Golden.assertMatches("mail/ko.html", evaluate(MailTemplates.HTML, MailSample.letter()));
        Golden.assertMatches("mail/ko.txt", evaluate(MailTemplates.TEXT, MailSample.letter()));
        assertThat(model(MailSample.letter())).containsEntry("subject", "11월 [01주차] 분석 리포트 3편 · 아틀리에");
    }

    @Test
    void looksAsItDidInEnglish() throws IOException {
        Golden.assertMatches("mail/en.html", evaluate(MailTemplates.HTML, english()));
        Golden.assertMatches("mail/en.txt", evaluate(MailTemplates.TEXT, english()));
        assertThat(model(english())).containsEntry("subject", "November [week 01] Cohort report · Alpha & Sons");
    }

    @Test
    void staysBelowWhatGmailCutsOff() {
        Letter letter = MailSample.letter();
        Letter long12 = new Letter(
                letter.site(),
                letter.locale(),
                letter.name(),
                letter.address(),
                Collections.nCopies(12, letter.pieces().getFirst()),
                letter.unsubscribe(),
                false);
        assertThat(evaluate(MailTemplates.HTML, long12).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(100 * 1024);
    }

    @Test
    void readsABrandsColourOnlyWhereItIsOne() {
        assertThat(MailColors.of("#fd6")).isEqualTo(new MailColors("#ffdd66", "#14171c"));
        assertThat(MailColors.of("#123456")).isEqualTo(new MailColors("#123456", "#ffffff"));
        assertThat(MailColors.of("red;background:url(https://evil.example)").fill())
                .isEqualTo(MailColors.DEFAULT_FILL);
    }

    /// A letter in which everything that comes from outside tries to be more than text.
    private static Letter hostile() {
        Letter letter = MailSample.letter();
        EditionView was = letter.pieces().getFirst().edition();
        EditionView edition = new EditionView(
                was.id(),
                was.publicId(),
                HOSTILE,
                HOSTILE,
                "week",
                was.periodStart(),
                was.periodEnd(),
                was.issueDate(),
                was.state(),
                HOSTILE,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                was.currentRevision(),
                was.currentRevisionId(),
                was.firstPublishedAt(),
                List.of());
        SiteView site = new SiteView(
                HOSTILE,
                HOSTILE,
                Locale.KOREAN,
                letter.site().zone(),
                "KRW",
                Map.of("name", HOSTILE, "color", HOSTILE, "logo", "https://x.example/\"onload=" + HOSTILE),
                "project",
                true,
                Instant.EPOCH);
        Headline headline = new Headline(HOSTILE, HOSTILE, HOSTILE, HOSTILE);
        return new Letter(
                site,
                Locale.KOREAN,
                HOSTILE,
                "name@example.com",
                List.of(new Letter.Piece(edition, List.of(headline), "https://example.com/m/ONE", Optional.empty())),
                "https://example.com/u/ONE",
                false);
    }

    @Test
    void showsHostileNamesAsTextInHtmlAndOnOneLineInText() {
        assertThat(evaluate(MailTemplates.HTML, hostile()))
                .doesNotContain("<script")
                .doesNotContain("\"onload")
                .doesNotContain("\u202e")
                .contains("&lt;script&gt;");
        assertThat(evaluate(MailTemplates.TEXT, hostile()).lines()).noneMatch(l -> l.equals("Bcc: all@example.com"));
    }

    @Test
    void arrivesWithItsHeadersAndNoOthersWhateverNamesSay() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        MimeMail mime = new MimeMail(MailProcess.SPEC, InstantSource.fixed(StateDatabase.MONDAY));
        SmtpSettings settings = SmtpSettings.of(io.broadsheet.engine.project.MailSpec.DEFAULT, Path.of(""));
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
        try (SmtpChannel channel = new SmtpChannel(here, mime)) {
            Letter letter = hostile();
            Mail mail = new Mail(
                    "<ID@divers.example>",
                    "b2",
                    letter.address(),
                    HOSTILE,
                    Locale.KOREAN,
                    HOSTILE + String.valueOf(model(letter).get("subject")),
                    evaluate(MailTemplates.HTML, letter),
                    evaluate(MailTemplates.TEXT, letter),
                    Optional.of("https://example.com/u/ONE"),
                    List.of(),
                    Map.of());
            assertThat(channel.send(mail)).isInstanceOf(Outcome.Sent.class);
            MimeMessage got = server.getReceivedMessages()[0];
            assertThat(Collections.list(got.getAllHeaders()).stream()
                            .map(h -> h.getName())
                            .filter(n -> !n.equals("Received") && !n.equals("Return-Path")))
                    .containsExactlyInAnyOrder(
                            "Date",
                            "From",
                            "Reply-To",
                            "To",
                            "Message-ID",
                            "Subject",
                            "MIME-Version",
                            "Content-Type",
                            "Content-Language",
                            "List-Unsubscribe",
                            "List-Unsubscribe-Post");
            assertThat(got.getHeader("Message-ID")).containsExactly("<ID@divers.example>");
            assertThat(got.getHeader("From")).containsExactly("Divers <report@divers.example>");
            assertThat(got.getHeader("Reply-To")).containsExactly("help@divers.example");
            assertThat(got.getHeader("List-Unsubscribe")).containsExactly("<https://example.com/u/ONE>");
            assertThat(got.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
            assertThat(got.getAllRecipients()).hasSize(1);
            assertThat(got.getSubject()).startsWith("Bcc: all@example.com").doesNotContain("\n");
            MimeMultipart parts = (MimeMultipart) got.getContent();
            assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
            assertThat(String.valueOf(parts.getBodyPart(1).getContent())).contains("지금 볼 수 있어요");
        } finally {
            server.stop();
        }
    }

    @Test
    void takesTheTeamsTemplateAndSaysFileAndLineOfABrokenOne() throws IOException {
        Path themes = folder.resolve("themes");
        Files.createDirectories(themes.resolve("ours"));
        Files.writeString(themes.resolve("ours/mail.txt"), "{{ hello }}\n{{ site.name }}: {{ editions | length }}");
        MailTemplates ours = MailTemplates.of(themes, "ours", model(MailSample.letter()));
        assertThat(ours.evaluate(MailTemplates.TEXT, Locale.KOREAN, model(MailSample.letter())))
                .isEqualTo("김상현님, 안녕하세요.\n아틀리에: 3");
        Files.writeString(themes.resolve("ours/mail.txt"), "{{ hello }}\n\n{{ site.nane }}");
        Files.writeString(themes.resolve("ours/mail.html"), "<p>\n{% for e in editions %}\n{{ e.label }}");
        assertThatThrownBy(() -> MailTemplates.of(themes, "ours", model(MailSample.letter())))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("themes/ours/mail.txt:3")
                .hasMessageContaining("nane")
                .hasMessageContaining("themes/ours/mail.html:3")
                .hasMessageContaining("docs/mail.md");
        assertThatThrownBy(() -> MailTemplates.of(themes, "../../etc", model(MailSample.letter())))
                .isInstanceOf(ProjectException.class);
        assertThatThrownBy(() -> MailTemplates.of(themes, "nosuch", model(MailSample.letter())))
                .hasMessageContaining("neither mail.html nor mail.txt in themes/nosuch");
    }

    @Test
    void aServerWithABrokenTemplateDoesNotStart() throws IOException {
        Path shop = io.broadsheet.server.ShopProject.in(folder, "mail: { template: ours }\n");
        Files.createDirectories(shop.resolve("themes/ours"));
        Files.writeString(shop.resolve("themes/ours/mail.html"), "<p>\n{{ editionz }}</p>");
        assertThatThrownBy(() -> io.broadsheet.server.BroadsheetServer.start(
                        io.broadsheet.server.ServerOptions.of(shop).withPort(0)))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("themes/ours/mail.html:2");
    }

    @Test
    void templatesCallNothing() throws IOException {
        Path themes = folder.resolve("themes");
        Files.createDirectories(themes.resolve("ours"));
        Files.writeString(themes.resolve("ours/mail.txt"), "{{ hello.getBytes() }}");
        assertThatThrownBy(() -> MailTemplates.of(themes, "ours", model(MailSample.letter())))
                .isInstanceOf(ProjectException.class);
    }

    @Test
    void docsShowTheBuiltInTemplates() throws IOException {
        String docs = Files.readString(DOCS);
        String begin = "<!-- built in -->\n";
        int at = docs.indexOf(begin);
        String shown = docs.substring(0, at + begin.length()) + "\n`mail.txt`\n\n```\n"
                + MailTemplates.builtIn(MailTemplates.TEXT) + "```\n\n`mail.html`\n\n```html\n"
                + MailTemplates.builtIn(MailTemplates.HTML) + "```\n";
        Golden.assertSame(DOCS, shown);
    }
}
