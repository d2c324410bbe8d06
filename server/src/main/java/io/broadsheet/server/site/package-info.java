/// Sites, their recipients and readers.
@org.jspecify.annotations.NullMarked
package io.broadsheet.server.site;
