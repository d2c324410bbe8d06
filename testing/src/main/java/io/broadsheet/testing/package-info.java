/// What the tests of several modules need. It knows nothing of the product.
@NullMarked
package io.broadsheet.testing;

import org.jspecify.annotations.NullMarked;
