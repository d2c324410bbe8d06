package io.broadsheet.server.delivery;

import io.broadsheet.server.StateDatabase;
import io.broadsheet.server.site.Reader;
import io.broadsheet.server.site.Recipient;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.site.Sites;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Sites of the rows that a test wrote; only what mails read of them.
record LedgerSites(StateDatabase state) implements Sites {
    @Override
    public List<WrongRecipient> wrongRecipients() {
        return List.of();
    }

    @Override
    public Optional<SiteView> find(String siteId) {
        return state.jdbc()
                .sql("select * from site where id = ?")
                .param(siteId)
                .query((rs, n) -> new SiteView(
                        siteId,
                        rs.getString("name"),
                        Locale.forLanguageTag(rs.getString("locale")),
                        ZoneId.of("Asia/Seoul"),
                        "KRW",
                        Map.of("color", "#7a3cff"),
                        "project",
                        true,
                        Instant.EPOCH))
                .optional();
    }

    @Override
    public Optional<Recipient> recipient(String publicId) {
        return state.jdbc()
                .sql("select * from recipient where public_id = ?")
                .param(publicId)
                .query(LedgerSites::recipient)
                .optional();
    }

    @Override
    public Optional<Recipient> recipient(long id) {
        return state.jdbc()
                .sql("select * from recipient where id = ?")
                .param(id)
                .query(LedgerSites::recipient)
                .optional();
    }

    private static Recipient recipient(ResultSet rs, int row) throws SQLException {
        return new Recipient(
                rs.getLong("id"),
                rs.getString("public_id"),
                rs.getString("site_id"),
                rs.getString("address"),
                rs.getString("name"),
                Optional.empty(),
                true);
    }

    private static UnsupportedOperationException notOfMails() {
        return new UnsupportedOperationException("mails do not ask for this");
    }

    @Override
    public int synchronise() {
        throw notOfMails();
    }

    @Override
    public List<SiteView> all() {
        throw notOfMails();
    }

    @Override
    public List<Recipient> recipients(String siteId) {
        throw notOfMails();
    }

    @Override
    public Reader reader(String siteId, String subject, String name) {
        throw notOfMails();
    }

    @Override
    public Optional<Reader> reader(String publicId) {
        throw notOfMails();
    }
}
