package io.broadsheet.server.delivery;

import io.broadsheet.engine.format.Formats;
import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Headline;
import io.broadsheet.server.edition.MailPart;
import io.broadsheet.server.site.SiteView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The names that a mail's template can use, as `docs/mail.md` lists them: maps, lists and texts of one line.
final class MailModel {
    private static final int MOST_NUMBERS = 6;
    private static final int LONGEST_PREHEADER = 140;
    private static final int LONGEST_DESCRIPTION = 300;
    private static final int LONGEST_CELL = 60;

    /// What the sheet leaves between its edges.
    private static final int WIDEST_PICTURE = 526;

    /// Pictures are laid out for a phone; on a wide screen they may be larger.
    private static final double ENLARGED = 1.25;

    private final Letter letter;
    private final MailWords words;
    private final Formats formats;
    private final String siteName;
    private final String fromName;
    private final String fromAddress;

    private MailModel(Letter letter, String fromName, String fromAddress) {
        this.letter = letter;
        this.words = MailWords.of(letter.locale());
        this.formats = Formats.of(
                MailWords.language(letter.locale()),
                letter.site().zone(),
                letter.site().currency());
        this.siteName = OneLine.of(letter.site().name());
        this.fromName = fromName;
        this.fromAddress = fromAddress;
    }

    static Map<String, Object> of(Letter letter, String fromName, String fromAddress) {
        return new MailModel(letter, fromName, fromAddress).model();
    }

    private Map<String, Object> model() {
        List<Map<String, Object>> editions =
                letter.pieces().stream().map(this::edition).toList();
        String name = OneLine.of(letter.name());
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("language", MailWords.language(letter.locale()).getLanguage());
        model.put("subject", (letter.test() ? words.say("mail.test") + " " : "") + subject());
        model.put("preheader", preheader());
        model.put("test", letter.test());
        model.put("hello", name.isEmpty() ? words.say("mail.hello.nobody") : words.say("mail.hello", name));
        model.put("heading", heading());
        model.put("intro", words.say("mail.intro", siteName));
        model.put("site", Map.of("id", OneLine.of(letter.site().id()), "name", siteName));
        model.put("brand", brand(letter.site()));
        model.put("recipient", Map.of("name", name, "address", letter.address()));
        model.put("from", Map.of("name", fromName, "address", fromAddress));
        model.put("editions", editions);
        model.put("why", words.say("mail.why", siteName));
        model.put("unsubscribe", letter.unsubscribe());
        model.put("words", names());
        return model;
    }

    /// The words whose places are not to be filled, by their last part: `words.button`.
    private Map<String, String> names() {
        return words.texts().entrySet().stream()
                .filter(e -> e.getKey().startsWith("mail.") && !e.getValue().contains("{0}"))
                .collect(Collectors.toMap(
                        e -> e.getKey().substring("mail.".length()).replace('.', '_'), Map.Entry::getValue));
    }

    private String issueLabel() {
        List<String> labels = letter.pieces().stream()
                .map(p -> p.edition().issueLabel())
                .distinct()
                .toList();
        return labels.size() == 1 ? OneLine.of(labels.getFirst()) : "";
    }

    private String subject() {
        String issue = issueLabel();
        int count = letter.pieces().size();
        if (count == 1) {
            return words.say("mail.subject.one", issue, label(letter.pieces().getFirst()), siteName);
        }
        return words.say(issue.isEmpty() ? "mail.subject.mixed" : "mail.subject.more", issue, count, siteName);
    }

    private String heading() {
        return letter.pieces().size() == 1
                ? words.say("mail.heading.one", label(letter.pieces().getFirst()))
                : words.say("mail.heading.more", letter.pieces().size());
    }

    private static String label(Letter.Piece piece) {
        EditionView edition = piece.edition();
        return OneLine.of(edition.label().isBlank() ? edition.title() : edition.label());
    }

    private String preheader() {
        String numbers = letter.pieces().stream()
                .flatMap(p -> p.headlines().stream().limit(2))
                .map(h -> (OneLine.of(h.label()) + " " + OneLine.of(h.value()) + " " + change(h)).strip())
                .collect(Collectors.joining(" · "));
        return OneLine.of(numbers.isEmpty() ? words.say("mail.intro", siteName) : numbers, LONGEST_PREHEADER);
    }

    /// A logo only from where everybody's mail client can fetch it.
    private Map<String, Object> brand(SiteView site) {
        MailColors colors = MailColors.of(site.brandPart("color").orElse(""));
        String logo = OneLine.of(site.brandPart("logo").orElse(""), 1000);
        String name = OneLine.of(site.brandPart("name").orElse(""));
        return Map.of(
                "name",
                name.isEmpty() ? fromName : name,
                "color",
                colors.fill(),
                "text",
                colors.text(),
                "logo",
                logo.startsWith("https://") ? logo : "");
    }

    private Map<String, Object> edition(Letter.Piece piece) {
        EditionView edition = piece.edition();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("report", OneLine.of(edition.report()));
        model.put("label", label(piece));
        model.put("issueLabel", OneLine.of(edition.issueLabel()));
        model.put("title", OneLine.of(edition.title()));
        model.put("description", OneLine.of(edition.description(), 1000));
        model.put(
                "period",
                formats.period(edition.periodStart(), edition.periodEnd().minusDays(1)));
        model.put(
                "numbers",
                piece.headlines().stream().limit(MOST_NUMBERS).map(this::number).toList());
        model.put("rows", rows(piece.headlines().stream().limit(MOST_NUMBERS).toList()));
        model.put("parts", piece.parts().stream().flatMap(p -> part(p).stream()).toList());
        model.put("button", words.say("mail.button.name", label(piece)));
        model.put("url", piece.url());
        model.put("pixel", piece.pixel().orElse(""));
        return model;
    }

    /// Up to three side by side; four are two and two.
    private List<Map<String, Object>> rows(List<Headline> headlines) {
        int columns = headlines.size() <= 3 ? headlines.size() : headlines.size() == 4 ? 2 : 3;
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int from = 0; from < headlines.size(); from += columns) {
            List<Headline> row = headlines.subList(from, Math.min(headlines.size(), from + columns));
            rows.add(Map.of(
                    "columns",
                    columns,
                    "width",
                    100 / columns + "%",
                    "gap",
                    row.size() < columns ? 100 * (columns - row.size()) / columns + "%" : "",
                    "numbers",
                    row.stream().map(this::number).toList()));
        }
        return rows;
    }

    /// A picture or a table; numbers are in `rows`.
    private Optional<Map<String, Object>> part(MailPart part) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", OneLine.of(part.title()));
        return switch (part) {
            case MailPart.Numbers n -> Optional.empty();
            case MailPart.Image image -> {
                model.put("kind", "image");
                model.put("caption", OneLine.of(image.caption()));
                model.put("alt", OneLine.of(image.description(), LONGEST_DESCRIPTION));
                model.put("width", Math.min(WIDEST_PICTURE, Math.round(image.widthPx() * ENLARGED)));
                model.put("light", image.light().isEmpty() ? "" : "cid:" + image.light());
                model.put("dark", image.dark().isEmpty() ? "" : "cid:" + image.dark());
                yield Optional.of(model);
            }
            case MailPart.Table table -> {
                model.put("kind", "table");
                model.put("caption", OneLine.of(table.caption()));
                model.put(
                        "columns",
                        table.columns().stream().map(MailModel::column).toList());
                model.put(
                        "rows",
                        table.rows().stream().map(row -> cells(table, row)).toList());
                model.put("more", table.more() > 0 ? words.say("mail.more", formats.number(table.more(), 0)) : "");
                yield Optional.of(model);
            }
        };
    }

    private static Map<String, Object> column(MailPart.Column column) {
        return Map.of("text", OneLine.of(column.label()), "align", column.right() ? "right" : "left");
    }

    private static List<Map<String, Object>> cells(MailPart.Table table, List<String> row) {
        List<Map<String, Object>> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(row.size(), table.columns().size()); i++) {
            cells.add(Map.of(
                    "text",
                    OneLine.of(row.get(i), LONGEST_CELL),
                    "align",
                    table.columns().get(i).right() ? "right" : "left"));
        }
        return cells;
    }

    private Map<String, Object> number(Headline headline) {
        return Map.of(
                "label", OneLine.of(headline.label()),
                "value", OneLine.of(headline.value()),
                "change", change(headline),
                "direction", direction(headline));
    }

    private static String direction(Headline headline) {
        return headline.direction().equals("up") || headline.direction().equals("down") ? headline.direction() : "";
    }

    /// Colour never speaks alone: an arrow and a word go with it.
    private String change(Headline headline) {
        String change = OneLine.of(headline.change());
        String direction = direction(headline);
        if (change.isEmpty() || direction.isEmpty()) {
            return change;
        }
        boolean arrow = change.startsWith("▲") || change.startsWith("▼");
        return arrow ? change + " " + words.say("mail." + direction) : (direction.equals("up") ? "▲ " : "▼ ") + change;
    }

    /// What a template at Stibee can show: texts only.
    static Map<String, String> fields(Letter letter, Map<String, Object> model) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("site", OneLine.of(letter.site().name()));
        fields.put("preheader", String.valueOf(model.get("preheader")));
        fields.put("heading", String.valueOf(model.get("heading")));
        fields.put("reports", letter.pieces().stream().map(MailModel::label).collect(Collectors.joining(", ")));
        int number = 0;
        for (Letter.Piece piece : letter.pieces()) {
            String end = number == 0 ? "" : "_" + (number + 1);
            number++;
            fields.put("report" + end, label(piece));
            fields.put("issue" + end, OneLine.of(piece.edition().issueLabel()));
            fields.put(
                    "numbers" + end,
                    piece.headlines().stream()
                            .limit(MOST_NUMBERS)
                            .map(h -> OneLine.of(h.label() + " " + h.value() + " " + h.change()))
                            .collect(Collectors.joining(" · ")));
            fields.put("url" + end, piece.url());
        }
        return fields;
    }

    /// The language a person reads: their own, else the site's.
    static Locale locale(Optional<Locale> person, SiteView site) {
        return person.orElse(site.locale());
    }
}
