package io.broadsheet.server.site;

import java.util.List;
import java.util.Optional;

/// The sites, their recipients and readers. Thread-safe.
public interface Sites {
    /// Takes over what the project's sites file or query says: new ones come, changed ones change, absent ones are no
    /// longer active. What came by API stays.
    ///
    /// @return how many sites are active now
    int synchronise();

    Optional<SiteView> find(String siteId);

    /// By id.
    List<SiteView> all();

    /// Those who are active, by address.
    List<Recipient> recipients(String siteId);

    Optional<Recipient> recipient(String publicId);

    Optional<Recipient> recipient(long id);

    /// The reader with this subject; made when it is the first time.
    Reader reader(String siteId, String subject, String name);

    Optional<Reader> reader(String publicId);
}
