package io.broadsheet.server.pages;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Makes HTML of the templates under `templates/`. Every value is escaped; an unknown name is an error. Thread-safe.
///
/// Templates have two functions: `t('portal.heading', values...)` says the words of `words/portal_LANGUAGE.properties`,
/// and `asset('portal.css')` is the address of a file under `static/`, with the hash of what is in it.
@Component
public final class Pages {
    private final PebbleEngine engine;

    Pages(Assets assets) {
        ClasspathLoader loader = new ClasspathLoader(Pages.class.getClassLoader());
        loader.setPrefix("templates");
        loader.setSuffix(".html");
        engine = new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .autoEscaping(true)
                .extension(new PageFunctions(assets))
                .build();
    }

    /// @param template such as `portal/list`
    /// @param locale whose words it reads; languages without words of their own read English
    public String render(String template, Locale locale, Map<String, Object> model) {
        StringWriter out = new StringWriter();
        try {
            engine.getTemplate(template).evaluate(out, model, locale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /// The words of a key that may not be there.
    public Optional<String> find(Locale locale, String key) {
        return PageWords.find(locale, key);
    }

    /// The words of a key such as `portal.heading`, as text.
    public String say(Locale locale, String key, Object... values) {
        return PageWords.say(locale, key, values);
    }
}
