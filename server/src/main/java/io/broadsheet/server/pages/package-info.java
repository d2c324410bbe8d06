/// HTML of portal and console: templates, assets, words.
@org.jspecify.annotations.NullMarked
package io.broadsheet.server.pages;
