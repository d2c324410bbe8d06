/// Everything on one machine, with months of editions.
@org.jspecify.annotations.NullMarked
package io.broadsheet.server.demo;
