package io.broadsheet.engine.narrative;

import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;

/// What stands between `{{` and `}}`, made text as it is printed.
record PrintedExpression(Expression<?> printed) implements Expression<Object> {
    @Override
    public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
        try {
            return NarrativeExtension.printed(printed.evaluate(self, context));
        } catch (NarrativeException e) {
            throw e.at(getLineNumber());
        }
    }

    @Override
    public void accept(NodeVisitor visitor) {
        visitor.visit(this);
    }

    @Override
    public int getLineNumber() {
        return printed.getLineNumber();
    }
}
