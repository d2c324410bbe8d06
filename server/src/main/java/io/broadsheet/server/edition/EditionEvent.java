package io.broadsheet.server.edition;

/// What happens to editions. Published within the transaction that makes it so.
public sealed interface EditionEvent {
    /// A revision was released by a person after its run had ended or while it goes on: its recipients have not been
    /// told.
    record Released(long editionId, long revisionId, String siteId, String who) implements EditionEvent {}

    record Dropped(long editionId, long revisionId, String siteId, String who) implements EditionEvent {}
}
