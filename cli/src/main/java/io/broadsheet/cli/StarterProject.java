package io.broadsheet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The project that `init` makes: one report, two sites, and some weeks of orders up to yesterday.
final class StarterProject {
    static final String FIRST_SITE = "seoul";

    private static final List<String> SITES = List.of(FIRST_SITE, "busan");
    private static final List<String> FILES =
            List.of("broadsheet.yaml", "sites.csv", "datasets/orders.sql", "reports/first/report.md");
    private static final int DAYS = 12 * 7;

    private StarterProject() {}

    static List<Path> write(Path folder, String language, LocalDate today) throws IOException {
        List<Path> made = new ArrayList<>();
        for (String file : FILES) {
            made.add(write(folder.resolve(file), text(language, file)));
        }
        made.add(write(folder.resolve("data/orders.csv"), orders(language, today)));
        made.add(write(folder.resolve(".gitignore"), "out/\n"));
        made.addAll(SchemaCommand.write(folder.resolve(SchemaCommand.FOLDER)));
        return made;
    }

    private static Path write(Path path, String text) throws IOException {
        Files.createDirectories(path.resolveSibling(""));
        AtomicFile.write(path, text.getBytes(StandardCharsets.UTF_8));
        return path;
    }

    private static String text(String language, String file) throws IOException {
        try (InputStream in = StarterProject.class.getResourceAsStream("init/" + language + "/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// A shop that grows a little, sells more at weekends, and differs by site and category; the same for the same day.
    private static String orders(String language, LocalDate today) {
        List<String> categories =
                language.equals("ko") ? List.of("의류", "신발", "가방") : List.of("clothes", "shoes", "bags");
        StringBuilder csv = new StringBuilder("order_date,site_id,category,orders,revenue\n");
        for (int day = 0; day < DAYS; day++) {
            LocalDate date = today.minusDays(DAYS - day);
            for (int site = 0; site < SITES.size(); site++) {
                for (int category = 0; category < categories.size(); category++) {
                    long orders = orders(date, day, site, category);
                    long revenue = orders * (12_000 + 4_500L * category);
                    csv.append(date).append(',').append(SITES.get(site)).append(',');
                    csv.append(categories.get(category))
                            .append(',')
                            .append(orders)
                            .append(',');
                    csv.append(revenue).append('\n');
                }
            }
        }
        return csv.toString();
    }

    private static long orders(LocalDate date, int day, int site, int category) {
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        double wave = Math.sin(date.toEpochDay() * 0.37 + category * 2 + site);
        double level = (22 - 5 * category - 4 * site) * (1 + day / 160.0) * (weekend ? 1.35 : 1);
        return Math.max(1, Math.round(level + 3 * wave));
    }
}
