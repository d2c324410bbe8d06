/// The live preview: a small server for one person on this machine, who writes a report and sees its page
/// at each save.
@NullMarked
package io.broadsheet.cli.preview;

import org.jspecify.annotations.NullMarked;
