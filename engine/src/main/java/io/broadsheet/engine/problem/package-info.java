/// What is wrong with an author's work: values with a place, collected and shown in one form.
@NullMarked
package io.broadsheet.engine.problem;

import org.jspecify.annotations.NullMarked;
