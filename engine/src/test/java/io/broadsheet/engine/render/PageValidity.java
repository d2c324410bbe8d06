package io.broadsheet.engine.render;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import nu.validator.validation.SimpleDocumentValidator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/// What the validator of the W3C has to say about a page.
public final class PageValidity {
    private static final long STACK = 16L << 20;

    private PageValidity() {}

    /// On a stack of its own: the validator follows its schema in recursions that the usual megabyte does not always
    /// hold before they are compiled.
    public static List<String> complaints(String page) {
        FutureTask<List<String>> task = new FutureTask<>(() -> check(page));
        new Thread(null, task, "validator", STACK).start();
        try {
            return task.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> check(String page) throws Exception {
        Complaints complaints = new Complaints();
        SimpleDocumentValidator validator = new SimpleDocumentValidator();
        validator.setUpMainSchema("http://s.validator.nu/html5-rdfalite.rnc", complaints);
        validator.setUpValidatorAndParsers(complaints, true, false);
        validator.checkHtmlInputSource(
                new InputSource(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8))));
        return complaints.found;
    }

    private static final class Complaints implements ErrorHandler {
        private final List<String> found = new ArrayList<>();

        @Override
        public void warning(SAXParseException e) {
            add("warning", e);
        }

        @Override
        public void error(SAXParseException e) {
            add("error", e);
        }

        @Override
        public void fatalError(SAXParseException e) {
            add("fatal", e);
        }

        private void add(String kind, SAXParseException e) {
            // HTML has `<link rel=expect blocking=render>` since 2024; the validator does not know it yet.
            if (String.valueOf(e.getMessage()).startsWith("A “link” element with a “blocking” attribute must have")) {
                return;
            }
            found.add(e.getLineNumber() + ":" + e.getColumnNumber() + " " + kind + ": " + e.getMessage());
        }
    }
}
