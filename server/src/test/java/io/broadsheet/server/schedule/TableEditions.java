package io.broadsheet.server.schedule;

import io.broadsheet.engine.Outcome;
import io.broadsheet.engine.Rendering;
import io.broadsheet.engine.project.Period;
import io.broadsheet.server.edition.Editions;
import io.broadsheet.server.edition.RevisionView;
import io.broadsheet.server.state.PublicId;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.support.TransactionTemplate;

/// Editions whose artifacts are kept nowhere: only their rows are written, with the rules of the real ones.
final class TableEditions {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private volatile Store store = rendering -> {};
    /// `site report issue`
    final List<String> missed = new CopyOnWriteArrayList<>();

    TableEditions(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /// What the store does before it takes a page.
    interface Store {
        void take(Rendering rendering) throws IOException;
    }

    void storing(Store newStore) {
        store = newStore;
    }

    /// Whatever else editions can do is not used here.
    Editions port() {
        return (Editions) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Editions.class}, (proxy, method, arguments) -> {
                    var own = Arrays.stream(getClass().getDeclaredMethods())
                            .filter(m -> m.getName().equals(method.getName()))
                            .findFirst()
                            .orElseThrow();
                    try {
                        return own.invoke(this, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    void missed(String siteId, String report, Period period, String title, String label) {
        missed.add(siteId + " " + report + " " + period.issue());
    }

    Editions.Attempt begin(Rendering rendering, String label, String description) {
        return transaction.execute(status -> {
            var period = rendering.period();
            jdbc.sql("""
                            insert into edition (public_id, site_id, report, period_kind, period_start, period_end, issue_date,
                              state, title, label, description, fence)
                            values (?, ?, ?, 'week', ?, ?, ?, 'running', ?, ?, ?, 0) on conflict do nothing
                            """)
                    .params(
                            PublicId.next(),
                            rendering.site().id(),
                            rendering.report(),
                            period.start(),
                            period.end(),
                            period.issue(),
                            rendering.title(),
                            label,
                            description)
                    .update();
            Object[] key = {rendering.site().id(), rendering.report(), period.start(), period.end()};
            String where = " where site_id = ? and report = ? and period_start = ? and period_end = ?";
            jdbc.sql("update edition set fence = fence + 1, state = 'running'" + where)
                    .params(key)
                    .update();
            return jdbc.sql("select id, fence from edition" + where)
                    .params(key)
                    .query((row, i) -> new Editions.Attempt(row.getLong("id"), row.getLong("fence")))
                    .single();
        });
    }

    RevisionView store(Editions.Attempt attempt, Rendering rendering) throws IOException {
        store.take(rendering);
        return transaction.execute(status -> {
            long fence = jdbc.sql("select fence from edition where id = ? for update")
                    .param(attempt.editionId())
                    .query(Long.class)
                    .single();
            if (fence != attempt.fence()) {
                throw new Editions.StaleAttempt("edition " + attempt.editionId());
            }
            String state = rendering.outcome() == Outcome.READY ? "published" : "held";
            Optional<RevisionView> same = jdbc.sql("""
                            select id, number from revision
                            where edition_id = ? and input_hash = ? and state = ? order by number desc limit 1
                            """)
                    .params(attempt.editionId(), rendering.hash(), state)
                    .query((row, i) -> view(row.getLong("id"), attempt.editionId(), row.getInt("number"), state))
                    .optional();
            jdbc.sql("update edition set state = ? where id = ?")
                    .params(state, attempt.editionId())
                    .update();
            return same.orElseGet(() -> insert(attempt, rendering, state));
        });
    }

    private RevisionView insert(Editions.Attempt attempt, Rendering rendering, String state) {
        int number = 1
                + jdbc.sql("select coalesce(max(number), 0) from revision where edition_id = ?")
                        .param(attempt.editionId())
                        .query(Integer.class)
                        .single();
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into revision (public_id, edition_id, number, state, artifact, page_sha256, page_bytes, input_hash,
                          headline, expectations, problems, created_at)
                        values (?, ?, ?, ?, '', '', 0, ?, '[]', '[]', '[]', ?)
                        """)
                .params(
                        PublicId.next(),
                        attempt.editionId(),
                        number,
                        state,
                        rendering.hash(),
                        SqlTime.of(Instant.EPOCH))
                .update(key, "id");
        if (state.equals("published")) {
            jdbc.sql("update edition set current_revision = ? where id = ?")
                    .params(number, attempt.editionId())
                    .update();
        }
        return view(Objects.requireNonNull(key.getKey()).longValue(), attempt.editionId(), number, state);
    }

    private static RevisionView view(long id, long editionId, int number, String state) {
        return new RevisionView(
                id,
                "revision-" + id,
                editionId,
                number,
                state,
                "",
                "",
                0,
                "",
                List.of(),
                "[]",
                "[]",
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());
    }

    void givenUp(String siteId, String report, LocalDate periodStart, LocalDate periodEnd) {
        jdbc.sql("""
                        update edition set fence = fence + 1, state = case when state = 'running' then 'failed' else state end
                        where site_id = ? and report = ? and period_start = ? and period_end = ?
                        """).params(siteId, report, periodStart, periodEnd).update();
    }

    void failed(Editions.Attempt attempt) {
        jdbc.sql("update edition set state = 'failed' where id = ? and fence = ?")
                .params(attempt.editionId(), attempt.fence())
                .update();
    }
}
