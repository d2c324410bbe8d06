/// The projects under `examples/`, made as a user makes them.
@NullMarked
package io.broadsheet.engine.examples;

import org.jspecify.annotations.NullMarked;
