package io.broadsheet.server.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An alert as Slack's incoming webhook takes it: blocks, and text for notifications. Whatever stands in it is text:
/// `<!channel>` in data calls nobody.
final class SlackMessage {
    private static final int LONGEST_SECTION = 2900;
    private static final int LONGEST_TEXT = 3000;

    private SlackMessage() {}

    static Map<String, Object> of(AlertLedger.Due due, AlertText text) {
        String sign = due.isRecovery() ? ":white_check_mark: " : due.isLate() ? ":hourglass: " : ":warning: ";
        List<Object> blocks = new ArrayList<>();
        blocks.add(section(sign + "*" + plain(text.headline()).replace('*', '∗') + "*"));
        String where = text.where().isEmpty() ? "" : plain(text.where());
        String line = text.line().isEmpty() ? "" : "```" + plain(text.line()).replace('`', '\'') + "```";
        if (!where.isEmpty() || !line.isEmpty()) {
            String first = due.count() > 1 && !where.isEmpty() ? "First: " + where : where;
            blocks.add(section((first + "\n" + line).strip()));
        }
        if (!text.link().isEmpty()) {
            String label = due.isRecovery() || due.isLate() ? "Open the run" : "Open the log";
            blocks.add(section("<" + plain(text.link()).replace("|", "%7C") + "|" + label + ">"));
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("text", cut(plain(fallback(text)), LONGEST_TEXT));
        message.put("blocks", blocks);
        message.put("unfurl_links", false);
        message.put("unfurl_media", false);
        message.put("link_names", false);
        return message;
    }

    private static String fallback(AlertText text) {
        StringBuilder all = new StringBuilder(text.headline());
        for (String part : List.of(text.where(), text.line(), text.link())) {
            if (!part.isEmpty()) {
                all.append('\n').append(part);
            }
        }
        return all.toString();
    }

    private static Map<String, Object> section(String text) {
        return Map.of(
                "type",
                "section",
                "text",
                Map.of("type", "mrkdwn", "text", cut(text, LONGEST_SECTION), "verbatim", true));
    }

    /// Slack's three; an at-sign gets a joiner behind it, for workspaces that link names by themselves.
    static String plain(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("@(?=channel|here|everyone)", "@\u2060");
    }

    /// Never in the middle of an escape.
    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        String cut = text.substring(0, longest);
        int escape = cut.lastIndexOf('&');
        String whole = escape >= 0 && cut.indexOf(';', escape) < 0 ? cut.substring(0, escape) : cut;
        boolean open = (whole.length() - whole.replace("```", "").length()) / 3 % 2 == 1;
        return whole + "…" + (open ? "```" : "");
    }
}
