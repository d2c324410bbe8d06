package io.broadsheet.server.delivery;

import io.broadsheet.server.pages.Pages;
import io.broadsheet.server.site.Recipient;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.site.Sites;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// How a person leaves the list (RFC 8058). GET only asks, whoever follows links in advance does no harm; POST acts,
/// from the page's button and from a mail client's one click alike, whatever its body says.
@RestController
class UnsubscribePages {
    private static final String WHO = "recipient";
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final Sites sites;
    private final SuppressionList suppressions;
    private final MimeMail mime;
    private final Pages pages;

    UnsubscribePages(Sites sites, SuppressionList suppressions, MimeMail mime, Pages pages) {
        this.sites = sites;
        this.suppressions = suppressions;
        this.mime = mime;
        this.pages = pages;
    }

    @GetMapping("/u/{id}")
    ResponseEntity<String> ask(@PathVariable("id") String id, HttpServletRequest request) {
        if (id.equals("test")) {
            return page("leave.test", "", request.getLocale(), Optional.empty(), HttpStatus.OK);
        }
        return sites.recipient(id)
                .map(recipient -> {
                    Optional<String> reason = suppressions.reason(recipient.siteId(), recipient.address());
                    if (reason.isEmpty()) {
                        return page(recipient, "leave.ask", "leave");
                    }
                    return reason.get().equals(SuppressionList.UNSUBSCRIBED)
                            ? page(recipient, "leave.done", "again")
                            : page(recipient, "leave.other", "");
                })
                .orElseGet(() -> unknown(request));
    }

    @PostMapping("/u/{id}")
    ResponseEntity<String> leave(@PathVariable("id") String id, HttpServletRequest request) {
        return sites.recipient(id)
                .map(recipient -> {
                    suppressions.add(recipient.siteId(), recipient.address(), SuppressionList.UNSUBSCRIBED, WHO);
                    return page(recipient, "leave.done", "again");
                })
                .orElseGet(() -> unknown(request));
    }

    /// Only what the person decided is taken back: an address that bounced stays out.
    @PostMapping("/u/{id}/again")
    ResponseEntity<String> comeBack(@PathVariable("id") String id, HttpServletRequest request) {
        return sites.recipient(id)
                .map(recipient -> {
                    suppressions.removeUnsubscribed(recipient.siteId(), recipient.address());
                    boolean mailed = suppressions
                            .reason(recipient.siteId(), recipient.address())
                            .isEmpty();
                    return mailed ? page(recipient, "leave.back", "") : page(recipient, "leave.other", "");
                })
                .orElseGet(() -> unknown(request));
    }

    private ResponseEntity<String> unknown(HttpServletRequest request) {
        return page("leave.unknown", "", request.getLocale(), Optional.empty(), HttpStatus.NOT_FOUND);
    }

    private ResponseEntity<String> page(Recipient recipient, String key, String action) {
        Optional<SiteView> site = sites.find(recipient.siteId());
        Locale locale = recipient.locale().orElse(site.map(SiteView::locale).orElse(Locale.ENGLISH));
        return page(key, action, locale, Optional.of(recipient), HttpStatus.OK);
    }

    private ResponseEntity<String> page(
            String key, String action, Locale locale, Optional<Recipient> recipient, HttpStatus status) {
        MailWords words = MailWords.of(locale);
        Optional<SiteView> site = recipient.flatMap(r -> sites.find(r.siteId()));
        MailColors colors =
                MailColors.of(site.flatMap(s -> s.brandPart("color")).orElse(""));
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("language", MailWords.language(locale).getLanguage());
        model.put("title", words.say("leave.title"));
        model.put("heading", words.say(key));
        model.put(
                "text",
                words.say(
                        key + ".text",
                        site.map(s -> OneLine.of(s.name())).orElse(""),
                        recipient.map(r -> masked(r.address())).orElse(""),
                        mime.fromAddress()));
        model.put("action", action);
        model.put("id", recipient.map(Recipient::publicId).orElse(""));
        model.put("again", words.say("leave.again.ask"));
        model.put("button", action.isEmpty() ? "" : words.say(action.equals("leave") ? "leave.button" : "leave.again"));
        model.put("fill", colors.fill());
        model.put("ink", colors.text());
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("X-Robots-Tag", "noindex")
                .body(pages.render("mail/leave", MailWords.language(locale), model));
    }

    /// Enough to know one's own address by, for a mail that was passed on.
    static String masked(String address) {
        int at = Math.max(0, address.lastIndexOf('@'));
        return address.substring(0, Math.min(2, at)) + "***" + address.substring(at);
    }
}
