package io.broadsheet.server.site;

/// A person of a site who reads in the portal.
///
/// @param subject `user:ID` from the host application, or `recipient:PUBLIC_ID` from a mail's link
public record Reader(long id, String publicId, String siteId, String subject, String name) {}
