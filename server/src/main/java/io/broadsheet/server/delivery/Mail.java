package io.broadsheet.server.delivery;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One mail as it leaves.
///
/// @param messageId its RFC 5322 Message-ID with angle brackets, the same on every attempt
/// @param unsubscribe where its reader leaves the list; none for a test
/// @param pictures what its HTML refers to by `cid:`
/// @param fields what a template that is kept elsewhere (Stibee's) can show, by name
record Mail(
        String messageId,
        String siteId,
        String address,
        String name,
        Locale locale,
        String subject,
        String html,
        String text,
        Optional<String> unsubscribe,
        List<InlinePicture> pictures,
        Map<String, String> fields) {
    Mail {
        pictures = List.copyOf(pictures);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
