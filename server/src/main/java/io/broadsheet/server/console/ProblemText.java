package io.broadsheet.server.console;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A problem as the terminal shows it, out of the JSON that an attempt keeps.
///
/// @param head `reports/x/report.md:31:12 error[unknown-column]: ...`
/// @param frame the line of the source with the place marked; may be empty
/// @param next what to do; may be empty
public record ProblemText(String head, String frame, String next) {
    static List<ProblemText> of(String json) {
        List<ProblemText> problems = new ArrayList<>();
        try {
            for (JsonNode node : JsonMapper.shared().readTree(json.isBlank() ? "[]" : json)) {
                problems.add(new ProblemText(
                        node.path("file").asString("") + ":" + node.path("line").asInt(1) + ":"
                                + node.path("column").asInt(1) + " "
                                + node.path("severity").asString("error") + "["
                                + node.path("code").asString("") + "]: "
                                + node.path("message").asString(""),
                        node.path("frame").asString(""),
                        node.path("hint").asString("")));
            }
        } catch (JacksonException e) {
            problems.add(new ProblemText(json, "", ""));
        }
        return List.copyOf(problems);
    }
}
