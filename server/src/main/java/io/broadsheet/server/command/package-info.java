/// The commands that need the server: `serve`, `demo`, `doctor`.
@org.jspecify.annotations.NullMarked
package io.broadsheet.server.command;
