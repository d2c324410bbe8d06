package io.broadsheet.server.demo;

import io.broadsheet.server.delivery.Deliveries;
import io.broadsheet.server.edition.EditionView;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.reading.Readings;
import io.broadsheet.server.schedule.RunKind;
import io.broadsheet.server.schedule.RunRequest;
import io.broadsheet.server.schedule.RunSummary;
import io.broadsheet.server.schedule.Runs;
import io.broadsheet.server.site.Reader;
import io.broadsheet.server.site.Recipient;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.site.Sites;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Twelve weeks of a server's life in a few seconds: runs, mails, readings and answers, always the same.
final class DemoHistory {
    static final int WEEKS = 12;
    static final LocalDate LAST = LocalDate.of(2021, 11, 1);
    static final LocalTime DUE = LocalTime.of(9, 0);
    static final String SCHEDULE = "weekly";
    /// A shop that joined within these weeks, and the first day on which there is something to say of it.
    private static final String LATE_SITE = "10031";

    private static final LocalDate LATE_SITE_FROM = LocalDate.of(2021, 9, 13);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> PRAISE = List.of(
            "재방문율이 떨어진 주에 광고를 멈췄던 게 바로 보이네요.",
            "표를 읽는 방법이 같이 있어서 좋았습니다.",
            "매주 월요일 회의에서 이 리포트부터 봅니다.",
            "채널별로 주문율까지 있으니 예산을 옮길 수 있었어요.");
    private static final List<String> WISHES = List.of("지난달과 견주는 표도 있으면 좋겠습니다.", "상품 이름이 길면 휴대폰에서 보기 어려워요.");

    private final Runs runs;
    private final Editions editions;
    private final Sites sites;
    private final Deliveries deliveries;
    private final Readings readings;
    private final DemoClock clock;
    private final ZoneId zone;
    private final Random random = new Random(26);

    DemoHistory(
            Runs runs,
            Editions editions,
            Sites sites,
            Deliveries deliveries,
            Readings readings,
            DemoClock clock,
            ZoneId zone) {
        this.runs = runs;
        this.editions = editions;
        this.sites = sites;
        this.deliveries = deliveries;
        this.readings = readings;
        this.clock = clock;
        this.zone = zone;
    }

    static Instant firstMoment(ZoneId zone) {
        return LAST.minusWeeks(WEEKS - 1L)
                .atTime(DUE)
                .minusHours(1)
                .atZone(zone)
                .toInstant();
    }

    /// @param reports names of the schedule's reports
    /// @param progress is told of each week
    void make(List<String> reports, Consumer<LocalDate> progress) throws InterruptedException {
        for (int back = WEEKS - 1; back >= 0; back--) {
            LocalDate monday = LAST.minusWeeks(back);
            Instant due = monday.atTime(DUE).atZone(zone).toInstant();
            clock.set(due.plusSeconds(1));
            RunSummary run = runs.start(new RunRequest(
                    RunKind.SCHEDULED, Optional.of(SCHEDULE), due, reports, siteIds(monday), monday, true, "schedule"));
            await("the run of " + monday, () -> isOver(run.id()));
            clock.set(due.plus(Duration.ofMinutes(25)));
            read(monday, back == 0);
            progress.accept(monday);
        }
    }

    private List<String> siteIds(LocalDate monday) {
        return sites.all().stream()
                .map(SiteView::id)
                .filter(id -> !id.equals(LATE_SITE) || !monday.isBefore(LATE_SITE_FROM))
                .toList();
    }

    private boolean isOver(long runId) {
        return runs.find(runId).orElseThrow().state().isEnd()
                && deliveries.ofRun(runId).stream()
                        .noneMatch(m -> m.state().equals("pending") || m.state().equals("sending"));
    }

    private void read(LocalDate monday, boolean isLast) {
        for (SiteView site : sites.all()) {
            List<EditionView> issued = editions.ofSite(site.id()).stream()
                    .filter(e -> e.issueDate().equals(monday)
                            && e.currentRevisionId().isPresent())
                    .toList();
            for (Recipient recipient : sites.recipients(site.id())) {
                Reader reader = sites.reader(site.id(), "recipient:" + recipient.publicId(), recipient.name());
                for (EditionView edition : issued) {
                    read(edition, recipient, reader);
                }
            }
            // Whoever opens the demo's portal has read the older ones, but for a few.
            Reader visitor = sites.reader(site.id(), DemoDoor.SUBJECT, DemoDoor.NAME);
            for (EditionView edition : issued) {
                if (!isLast && random.nextInt(100) < 80) {
                    readings.viewed(
                            edition.id(),
                            edition.currentRevisionId().orElseThrow(),
                            edition.currentRevision().orElseThrow(),
                            visitor.id());
                }
            }
        }
    }

    private void read(EditionView edition, Recipient recipient, Reader reader) {
        long revision = edition.currentRevisionId().orElseThrow();
        int interest = switch (edition.report()) {
            case "cohort" -> 70;
            case "site" -> 60;
            case "channel" -> 45;
            default -> 30;
        };
        if (random.nextInt(100) >= interest + 15) {
            return;
        }
        readings.opened(revision, recipient.id());
        if (random.nextInt(100) >= interest) {
            return;
        }
        readings.clicked(revision, recipient.id());
        readings.viewed(edition.id(), revision, edition.currentRevision().orElseThrow(), reader.id());
        readings.dwelt(revision, reader.id(), 15_000L + random.nextInt(interest * 3_000), 30 + random.nextInt(71));
        int answer = random.nextInt(100);
        if (answer < 18) {
            boolean useful = random.nextInt(100) < interest + 15;
            String comment = answer >= 9 ? "" : pick(useful ? PRAISE : WISHES);
            readings.answered(revision, reader.id(), Optional.of(useful), comment);
        }
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what + " took longer than " + PATIENCE.toMinutes() + " minutes");
            }
            Thread.sleep(20);
        }
    }
}
