package io.broadsheet.server.site;

import java.util.List;
import java.util.Optional;

/// The sites, their recipients and readers. Thread-safe.
public interface Sites {
    /// Takes over what the project's sites file or query says now: new ones come, changed ones
    /// change, absent ones are no longer active. What came by API stays. The engine of this
    /// process knows the same sites afterwards: call it before each run. A list without any
    /// site changes nothing: a source that is being filled looks like that.
    ///
    /// @return how many sites are active now
    /// @throws io.broadsheet.engine.ProjectException if there is no list; all stays as it is
    int synchronise();

    /// Entries of the project's list that can't be mailed, as of the last time it was taken over.
    List<WrongRecipient> wrongRecipients();

    /// @param entry as the list has it
    /// @param reason what is wrong with it, in English
    record WrongRecipient(String siteId, String entry, String reason) {}

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
