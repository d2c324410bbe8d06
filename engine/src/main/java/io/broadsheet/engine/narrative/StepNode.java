package io.broadsheet.engine.narrative;

import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.node.AbstractRenderableNode;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.Writer;

/// Stands first in the body of every loop and macro, and counts a step: without it, loops without output and macros
/// that call themselves twice go on for ever.
final class StepNode extends AbstractRenderableNode {
    StepNode(int line) {
        super(line);
    }

    @Override
    public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) {
        try {
            NarrativeScope.current().step();
        } catch (NarrativeException e) {
            throw e.at(getLineNumber());
        }
    }

    @Override
    public void accept(NodeVisitor visitor) {
        visitor.visit(this);
    }
}
