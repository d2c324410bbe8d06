/// The server: what a schedule makes, where it is kept, who may see it, who is told. Every package below is a module
/// (Spring Modulith); a module's own package is what others may use of it.
@org.jspecify.annotations.NullMarked
package io.broadsheet.server;
