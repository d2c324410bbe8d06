package io.broadsheet.server.pages;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What templates may call: `t` and `asset`.
final class PageFunctions extends AbstractExtension {
    private final Assets assets;

    PageFunctions(Assets assets) {
        this.assets = assets;
    }

    @Override
    public Map<String, Function> getFunctions() {
        return Map.of("t", new Say(), "asset", new Address());
    }

    private static final class Say implements Function {
        @Override
        public @Nullable List<String> getArgumentNames() {
            return null;
        }

        @Override
        public Object execute(
                Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int lineNumber) {
            Object[] values = new Object[arguments.size() - 1];
            for (int i = 0; i < values.length; i++) {
                values[i] = Optional.ofNullable(arguments.get(String.valueOf(i + 1)))
                        .orElse("");
            }
            return PageWords.say(context.getLocale(), String.valueOf(arguments.get("0")), values);
        }
    }

    private final class Address implements Function {
        @Override
        public List<String> getArgumentNames() {
            return List.of("name");
        }

        @Override
        public Object execute(
                Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int lineNumber) {
            return assets.address(String.valueOf(arguments.get("name")));
        }
    }
}
