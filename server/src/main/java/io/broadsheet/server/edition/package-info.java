/// Editions and their revisions: stored, published, held, released.
@org.jspecify.annotations.NullMarked
package io.broadsheet.server.edition;
