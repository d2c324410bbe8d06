/// Who opened, read and answered.
@org.jspecify.annotations.NullMarked
package io.broadsheet.server.reading;
