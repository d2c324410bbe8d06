package io.broadsheet.cli.preview;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page as it is shown in the preview's frame: for a screen or as it prints, in the light or the dark,
/// with the few lines of script that keep its place from one save to the next.
///
/// A page can't be told from outside that it is printed, or which colours its reader prefers: the questions
/// in its style are answered instead.
record PageView(Medium medium, Scheme scheme) {
    private static final Pattern MEDIA = Pattern.compile("@media\\b[^{]*\\{");
    private static final Pattern SCHEME = Pattern.compile("\\(\\s*prefers-color-scheme\\s*:\\s*(dark|light)\\s*\\)");
    private static final Pattern MEDIUM = Pattern.compile("\\b(print|screen)\\b");
    private static final Pattern SCRIPTS = Pattern.compile("(<meta [^>]*content=\"[^\"]*script-src )");
    private static final String BRIDGE = Resources.text("bridge.js");
    private static final String TRUE = "(min-width:0)";
    private static final String FALSE = "(max-width:0)";

    /// What the frame may do: run scripts, in an origin of its own; nothing reaches out of it.
    static final String POLICY = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads;"
            + " default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
            + " font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    enum Medium {
        SCREEN,
        PRINT
    }

    enum Scheme {
        /// As the reader's system has it.
        AUTO,
        LIGHT,
        DARK
    }

    static PageView of(Optional<String> medium, Optional<String> scheme) {
        return new PageView(choice(medium, Medium.SCREEN, Medium.class), choice(scheme, Scheme.AUTO, Scheme.class));
    }

    private static <E extends Enum<E>> E choice(Optional<String> text, E otherwise, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (text.filter(constant.name().toLowerCase(Locale.ROOT)::equals).isPresent()) {
                return constant;
            }
        }
        return otherwise;
    }

    String of(String page) {
        String styled = medium == Medium.SCREEN && scheme == Scheme.AUTO ? page : restyled(page);
        return withBridge(styled);
    }

    private String restyled(String page) {
        int end = page.indexOf("</head>");
        if (end < 0) {
            return page;
        }
        String head =
                MEDIA.matcher(page.substring(0, end)).replaceAll(m -> Matcher.quoteReplacement(answered(m.group())));
        return head + extra() + page.substring(end);
    }

    private String answered(String media) {
        String answered = media;
        if (medium == Medium.PRINT) {
            // Paper has no preference.
            answered = SCHEME.matcher(answered).replaceAll(m -> m.group(1).equals("dark") ? FALSE : TRUE);
            answered = MEDIUM.matcher(answered).replaceAll(m -> m.group().equals("print") ? "screen" : "print");
        } else if (scheme != Scheme.AUTO) {
            String wanted = scheme.name().toLowerCase(Locale.ROOT);
            answered = SCHEME.matcher(answered).replaceAll(m -> m.group(1).equals(wanted) ? TRUE : FALSE);
        }
        return answered;
    }

    private String extra() {
        if (medium == Medium.PRINT) {
            return "<style>:root{color-scheme:light!important}body{position:relative;padding:15mm 14mm!important}</style>";
        }
        return "<style>:root{color-scheme:" + scheme.name().toLowerCase(Locale.ROOT) + "!important}</style>";
    }

    /// The page's own policy names its scripts by their hashes; this one's comes to them.
    private static String withBridge(String page) {
        Matcher policy = SCRIPTS.matcher(page);
        String allowed = policy.find()
                ? page.substring(0, policy.end()) + "'" + hash(BRIDGE) + "' " + page.substring(policy.end())
                : page;
        int end = allowed.lastIndexOf("</body>");
        int at = end < 0 ? allowed.length() : end;
        return allowed.substring(0, at) + "<script>" + BRIDGE + "</script>" + allowed.substring(at);
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
