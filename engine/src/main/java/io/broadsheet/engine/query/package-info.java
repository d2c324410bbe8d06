/// Sources, datasets, the workbench, parameters, limits and tenant scope.
@NullMarked
package io.broadsheet.engine.query;

import org.jspecify.annotations.NullMarked;
