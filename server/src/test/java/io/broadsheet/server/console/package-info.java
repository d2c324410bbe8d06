@org.jspecify.annotations.NullMarked
package io.broadsheet.server.console;
