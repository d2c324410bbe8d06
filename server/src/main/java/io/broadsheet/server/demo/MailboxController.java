package io.broadsheet.server.demo;

import io.broadsheet.server.pages.Pages;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The caught mails, to be opened in the browser.
@RestController
@ConditionalOnProperty("broadsheet.demo")
final class MailboxController {
    private static final int MOST = 200;
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    private static final String MAIL_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: https:;"
                    + " sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation;"
                    + " frame-ancestors 'self'";

    private final Pages pages;
    private final CaughtMail mail;

    MailboxController(Pages pages, CaughtMail mail) {
        this.pages = pages;
        this.mail = mail;
    }

    @GetMapping("/mailbox")
    ResponseEntity<String> list() {
        return html(pages.render("demo/mailbox", Locale.ENGLISH, Map.of("mails", mail.latest(MOST))));
    }

    @GetMapping("/mailbox/{number}")
    ResponseEntity<String> show(@PathVariable int number) {
        Optional<CaughtMail.Caught> found = mail.find(number);
        return found.isEmpty()
                ? ResponseEntity.notFound().build()
                : html(pages.render("demo/mail", Locale.ENGLISH, Map.of("mail", found.get())));
    }

    @GetMapping("/mailbox/{number}/html")
    ResponseEntity<String> body(@PathVariable int number) {
        Optional<CaughtMail.Caught> found = mail.find(number);
        return found.isEmpty()
                ? ResponseEntity.notFound().build()
                : ResponseEntity.ok()
                        .contentType(HTML)
                        .header("Content-Security-Policy", MAIL_POLICY)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(found.get().html());
    }

    private static ResponseEntity<String> html(String page) {
        return ResponseEntity.ok()
                .contentType(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(page);
    }
}
