/// The command `broadsheet`: one class a command, results on standard output, all else on standard error.
@NullMarked
package io.broadsheet.cli;

import org.jspecify.annotations.NullMarked;
