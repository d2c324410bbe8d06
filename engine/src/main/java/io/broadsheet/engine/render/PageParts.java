package io.broadsheet.engine.render;

import io.broadsheet.engine.html.Html;

/// A page in the pieces that a frame puts together.
///
/// @param head what belongs into `<head>`: encoding, policy, title, style; nothing may come before it
/// @param skip the link to the report, for keyboards
/// @param header brand, site, period, label, title
/// @param contents the table of contents; may be empty
/// @param body the report
/// @param foot what others add, such as feedback; may be empty
/// @param footer when it was issued, and from what
/// @param script the page's scripts, last in `<body>`
record PageParts(
        String language,
        Html head,
        Html skip,
        Html header,
        Html contents,
        Html body,
        Html foot,
        Html footer,
        Html script) {}
