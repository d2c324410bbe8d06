package io.broadsheet.engine;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.problem.Problems;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The corpus under `src/test/reports`: `FEATURE/CASE.md` is a report, `FEATURE/CASE/` is a folder of files that are
/// laid over the small project of [#BASE]. `CASE.problems` beside it is what Broadsheet says of it, word for
/// word.
///
/// A folder may hold `case.properties`: `report`, `site` (what is rendered), `delete` (a file of the base that is not
/// there), `large` (a file that is filled to 10 MB), `env.NAME`, `param.NAME`.
final class ReportCorpus {
    static final Path FOLDER = Path.of("src/test/reports");
    static final LocalDate ISSUE = LocalDate.of(2021, 11, 1);
    private static final String SETTINGS = "case.properties";
    private static final int TEN_MEGABYTES = 10_000_000;

    static final Map<String, String> BASE = base();

    private ReportCorpus() {}

    private static Map<String, String> base() {
        Map<String, String> files = new TreeMap<>();
        files.put("broadsheet.yaml", """
                name: shops
                locale: en
                timezone: Asia/Seoul
                currency: KRW
                sites: sites.csv
                sources:
                  shop: { path: data }
                """);
        files.put("sites.csv", """
                id,name,locale,timezone,currency,recipients,color
                seoul,Seoul Shop,en,Asia/Seoul,KRW,a@example.com,#c00
                busan,부산상점,ko,Asia/Seoul,KRW,b@example.com,#00c
                """);
        files.put("data/visits.csv", """
                site_id,week,channel,visitors
                seoul,2021-10-18,direct,40
                seoul,2021-10-18,search,60
                seoul,2021-10-25,direct,50
                seoul,2021-10-25,search,70
                busan,2021-10-18,direct,4000
                busan,2021-10-25,direct,5000
                """);
        files.put("datasets/visits.sql", """
                -- source: shop
                -- site: site_id
                select site_id, week, channel, visitors from visits where week < :period_end
                """);
        files.put("shared/words.md", """
                {% macro trend_words(now, before) %}
                {%- if now > before %}more than before{% else %}not more than before{% endif -%}
                {% endmacro %}
                """);
        files.put("shared/weeks.sql", """
                create macro last_weeks(n) as table
                  select * from visits where week >= :period_start - to_days(7 * (n - 1));
                """);
        return files;
    }

    /// One case of the corpus.
    record Case(String name, Path source) {
        boolean isFolder() {
            return Files.isDirectory(source);
        }

        Path golden() {
            return FOLDER.resolve(name + ".problems");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Path feature : list(FOLDER)) {
            if (!Files.isDirectory(feature)) {
                continue;
            }
            for (Path entry : list(feature)) {
                String file = String.valueOf(entry.getFileName());
                if (Files.isDirectory(entry) || file.endsWith(".md")) {
                    cases.add(new Case(feature.getFileName() + "/" + file.replaceFirst("\\.md$", ""), entry));
                }
            }
        }
        return cases;
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What Broadsheet says of a case, first of its sources, then of what comes of them with data.
    static List<Problem> problems(Case one, Path project) {
        try {
            write(BASE, project);
            Properties settings = lay(one, project);
            return problems(project, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Map<String, String> files, Path project) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = project.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static Properties lay(Case one, Path project) throws IOException {
        Properties settings = new Properties();
        if (!one.isFolder()) {
            Path report = project.resolve("reports/visits/report.md");
            Files.createDirectories(report.getParent());
            Files.copy(one.source(), report);
            return settings;
        }
        try (Stream<Path> files = Files.walk(one.source())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = one.source().relativize(file).toString();
                if (name.equals(SETTINGS)) {
                    settings.load(new StringReader(Files.readString(file)));
                } else {
                    Path path = project.resolve(name);
                    Files.createDirectories(path.getParent());
                    Files.deleteIfExists(path);
                    Files.copy(file, path);
                }
            }
        }
        if (settings.containsKey("delete")) {
            Files.delete(project.resolve(settings.getProperty("delete")));
        }
        if (settings.containsKey("large")) {
            Path path = project.resolve(settings.getProperty("large"));
            Files.createDirectories(path.getParent());
            Files.writeString(path, "---\ntitle: Large\n---\n" + "Words, words, words.\n".repeat(TEN_MEGABYTES / 21));
        }
        return settings;
    }

    private static List<Problem> problems(Path project, Properties settings) {
        Map<String, String> environment = new HashMap<>();
        Map<String, String> parameters = new HashMap<>();
        settings.forEach((key, value) -> {
            String name = key.toString();
            if (name.startsWith("env.")) {
                environment.put(name.substring(4), value.toString());
            } else if (name.startsWith("param.")) {
                parameters.put(name.substring(6), value.toString());
            }
        });
        EngineOptions options =
                EngineOptions.DEFAULT.withEnvironment(environment).withWorkers(1);
        Problems found = new Problems();
        try (ReportEngine engine = ReportEngine.open(project, options)) {
            found.addAll(engine.check());
            found.addAll(engine.siteProblems());
            boolean other = settings.containsKey("report") || settings.containsKey("site");
            if (other || !found.hasErrors()) {
                String report = settings.getProperty("report", "visits");
                String site = settings.getProperty("site", "seoul");
                found.addAll(engine.render(new RenderRequest(report, site, ISSUE, parameters))
                        .problems());
            }
        } catch (ProjectException e) {
            found.addAll(e.problems());
        }
        return found.list();
    }

    /// As the command prints them, without the temporary folder.
    static String text(List<Problem> problems, Path project) {
        String all = problems.isEmpty()
                ? "no problems"
                : String.join("\n\n", problems.stream().map(Problem::toString).toList());
        return all.replace(project.toString(), "PROJECT") + "\n";
    }
}
