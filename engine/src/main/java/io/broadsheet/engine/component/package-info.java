/// What a fence may draw: its keys, their types, and the options an author wrote.
@NullMarked
package io.broadsheet.engine.component;

import org.jspecify.annotations.NullMarked;
