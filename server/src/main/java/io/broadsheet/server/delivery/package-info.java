/// One mail for each recipient and run; who wants none.
@org.jspecify.annotations.NullMarked
package io.broadsheet.server.delivery;
