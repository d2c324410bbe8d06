/// The project folder: broadsheet.yaml, sites, reports, shared files, themes and datasets, found and checked.
@NullMarked
package io.broadsheet.engine.project;

import org.jspecify.annotations.NullMarked;
