package io.broadsheet.server.edition;

/// One number for a mail or a card, as text in the site's language.
///
/// @param change such as `▼ 0.6%p`; empty where there is none
/// @param direction `up`, `down` or empty
public record Headline(String label, String value, String change, String direction) {}
