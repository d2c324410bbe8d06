/// The language server for reports: what editors ask while an author types.
@NullMarked
package io.broadsheet.cli.editor;

import org.jspecify.annotations.NullMarked;
