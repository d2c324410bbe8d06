package io.broadsheet.engine.project;

import java.util.List;
import java.util.Optional;

/// The server itself: `server:`.
///
/// @param url how people reach it, for links in mails and alerts [#DEFAULT_URL]
/// @param database a JDBC URL of PostgreSQL; embedded H2 in the state folder unless said
/// @param introduction what the portal says above its columns, by language; Broadsheet's own words unless said
/// @param embedKey with which the host application signs readers' tokens (HS256, at least 32 bytes)
/// @param apiKey with which the host application calls the JSON API
/// @param frameAncestors origins that may show the portal in a frame
public record ServerSpec(
        String url,
        Optional<String> database,
        Optional<String> databaseUser,
        Optional<String> databasePassword,
        java.util.Map<String, String> introduction,
        Optional<String> embedKey,
        Optional<String> apiKey,
        List<String> frameAncestors) {
    public static final String DEFAULT_URL = "http://localhost:8080";
    public static final ServerSpec DEFAULT = new ServerSpec(
            DEFAULT_URL,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            java.util.Map.of(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    public ServerSpec {
        introduction = java.util.Map.copyOf(introduction);
        frameAncestors = List.copyOf(frameAncestors);
    }

    @Override
    public String toString() {
        return "ServerSpec[" + url + ", secrets [REDACTED]]";
    }
}
