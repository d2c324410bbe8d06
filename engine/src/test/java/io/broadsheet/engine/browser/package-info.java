/// Finished pages in a real browser.
@NullMarked
package io.broadsheet.engine.browser;

import org.jspecify.annotations.NullMarked;
