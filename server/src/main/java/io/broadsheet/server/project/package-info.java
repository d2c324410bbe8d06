/// The project that is served, its engine and the settings of broadsheet.yaml that the server uses.
@org.jspecify.annotations.NullMarked
package io.broadsheet.server.project;
