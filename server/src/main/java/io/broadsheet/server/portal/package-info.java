/// What the customer sees: the list of editions, their pages, and the ways in.
@org.jspecify.annotations.NullMarked
package io.broadsheet.server.portal;
