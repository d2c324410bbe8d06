package io.broadsheet.server.schedule;

import io.broadsheet.server.ShopProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/// The shop project with many sites.
public final class TwoHundred {
    public static final int SITES = 200;

    private TwoHundred() {}

    public static Path in(Path folder, String more) {
        return in(folder, more, SITES);
    }

    /// Each with one recipient: `team-s007@example.com`.
    public static Path in(Path folder, String more, int count) {
        Path project = ShopProject.in(folder, more);
        StringBuilder sites = new StringBuilder("id,name,locale,timezone,currency,recipients\n");
        StringBuilder visits = new StringBuilder("site_id,day,visits,orders\n");
        for (int i = 0; i < count; i++) {
            String site = "s%03d".formatted(i);
            sites.append("%s,Shop %d,en,Asia/Seoul,USD,team-%s@example.com\n".formatted(site, i, site));
            for (int day = 0; day < 14; day++) {
                visits.append("%s,%s,%d,%d\n"
                        .formatted(site, LocalDate.of(2021, 10, 18).plusDays(day), 100 + i + day, i % 7));
            }
        }
        try {
            Files.writeString(project.resolve("sites.csv"), sites);
            Files.writeString(project.resolve("data/visits.csv"), visits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return project;
    }
}
