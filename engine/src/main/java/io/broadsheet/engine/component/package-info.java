/// What a fence may draw, and what it draws for.
@NullMarked
package io.broadsheet.engine.component;

import org.jspecify.annotations.NullMarked;
