/// Benchmarks: JMH for parts, programs for what is compared with other tools in one run. See bench/README.md.
@NullMarked
package io.broadsheet.bench;

import org.jspecify.annotations.NullMarked;
