/// Health, metrics and logs.
@org.jspecify.annotations.NullMarked
package io.broadsheet.server.health;
