/// What commands and the preview give out: JSON, CSV, and problems in the one form.
@NullMarked
package io.broadsheet.cli.output;

import org.jspecify.annotations.NullMarked;
