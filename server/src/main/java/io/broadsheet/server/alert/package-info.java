/// Tells the team what broke, once.
@org.jspecify.annotations.NullMarked
package io.broadsheet.server.alert;
