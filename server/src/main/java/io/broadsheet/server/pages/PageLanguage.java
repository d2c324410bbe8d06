package io.broadsheet.server.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/// Which of the languages that pages have (ko, en) somebody reads.
public final class PageLanguage {
    private PageLanguage() {}

    /// The language of a reader or site; English where there are no words in theirs.
    public static Locale of(Locale locale) {
        return Locale.forLanguageTag(PageWords.language(locale));
    }

    /// The first of the browser's languages that pages have, else the fallback's.
    public static Locale of(HttpServletRequest request, Locale fallback) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return of(fallback);
        }
        List<Locale> wanted = Collections.list(request.getLocales());
        return wanted.stream()
                .map(Locale::getLanguage)
                .filter(l -> l.equals("ko") || l.equals("en"))
                .findFirst()
                .map(Locale::forLanguageTag)
                .orElseGet(() -> of(fallback));
    }
}
