package io.broadsheet.engine.project;

import io.broadsheet.engine.problem.Problem;
import io.broadsheet.engine.source.ReportSource;
import java.nio.file.Path;
import java.util.List;

/// A report of the project: its file taken apart, its front matter read.
///
/// @param folder where its file and its helpers (images) are
/// @param problems what is wrong with the file by itself
public record ReportFile(
        String name, Path folder, ReportSource source, FrontMatter frontMatter, List<Problem> problems) {
    public ReportFile {
        problems = List.copyOf(problems);
    }
}
