package io.broadsheet.engine.chart;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// Reads a drawing back and says what is wrong with it: marks or words outside of it, words on words, numbers that are
/// none.
final class SvgProbe {
    private static final Pattern TOKEN = Pattern.compile("[MLHVhvz]|-?[0-9.]+");
    /// A heat map's cells are 1 by 1 in a system of their own.
    private static final Pattern GRID =
            Pattern.compile("translate\\(([0-9.]+) ([0-9.]+)\\)scale\\(([0-9.]+) ([0-9.]+)\\)");

    /// Labels in one line have their common coordinate together.
    private static final Pattern MOVED = Pattern.compile("translate\\(([0-9.-]+)(?: ([0-9.-]+))?\\)");

    private static final double[] UNSCALED = {0, 0, 1, 1};
    private static final double SLACK = 1;

    private final double width;
    private final double height;
    private final List<String> faults = new ArrayList<>();
    private final List<Box> words = new ArrayList<>();
    private double[] scaled = UNSCALED;
    private double movedX;
    private double movedY;
    private int marks;

    private record Box(String text, double left, double top, double right, double bottom) {
        boolean overlaps(Box o) {
            return left < o.right - 0.5 && o.left < right - 0.5 && top < o.bottom - 0.5 && o.top < bottom - 0.5;
        }
    }

    private SvgProbe(Element svg) {
        String[] box = svg.getAttribute("viewBox").split(" ", -1);
        width = Double.parseDouble(box[2]);
        height = Double.parseDouble(box[3]);
        walk(svg, "start", false);
        for (int i = 0; i < words.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (words.get(i).overlaps(words.get(j))) {
                    faults.add(
                            "'" + words.get(i).text() + "' on '" + words.get(j).text() + "'");
                }
            }
        }
    }

    /// The faults of every drawing in the markup; throws where it is no XML.
    static List<String> faults(String markup) {
        List<String> all = new ArrayList<>();
        for (String bad : List.of("NaN", "Infinity", "∞", "\"-0\"", " -0 ", "null")) {
            if (markup.contains(bad)) {
                all.add("contains " + bad);
            }
        }
        for (Element svg : drawings(markup)) {
            SvgProbe probe = new SvgProbe(svg);
            all.addAll(probe.faults);
            if (probe.marks == 0) {
                all.add("draws nothing");
            }
        }
        return all;
    }

    static List<Element> drawings(String markup) {
        try {
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(markup)))
                    .getDocumentElement();
            List<Element> found = new ArrayList<>();
            for (int i = 0; i < root.getElementsByTagName("svg").getLength(); i++) {
                found.add((Element) root.getElementsByTagName("svg").item(i));
            }
            return found;
        } catch (Exception e) {
            throw new AssertionError("no XML: " + e.getMessage() + "\n" + markup, e);
        }
    }

    /// The colours of a drawing's lines, in their order.
    static List<String> strokes(Element svg) {
        List<String> strokes = new ArrayList<>();
        for (int i = 0; i < svg.getElementsByTagName("path").getLength(); i++) {
            strokes.add(((Element) svg.getElementsByTagName("path").item(i)).getAttribute("stroke"));
        }
        return strokes;
    }

    private void walk(Element element, String inheritedAnchor, boolean inheritedStrong) {
        String anchor = element.hasAttribute("text-anchor") ? element.getAttribute("text-anchor") : inheritedAnchor;
        boolean strong = inheritedStrong || element.hasAttribute("font-weight");
        Matcher grid = GRID.matcher(element.getAttribute("transform"));
        if (grid.matches()) {
            scaled = new double[] {
                Double.parseDouble(grid.group(1)),
                Double.parseDouble(grid.group(2)),
                Double.parseDouble(grid.group(3)),
                Double.parseDouble(grid.group(4))
            };
            if (element.getTagName().equals("use")) {
                path(cells(element));
            }
        }
        Matcher moved = MOVED.matcher(element.getAttribute("transform"));
        if (moved.matches()) {
            movedX = Double.parseDouble(moved.group(1));
            movedY = moved.group(2) == null ? 0 : Double.parseDouble(moved.group(2));
        }
        switch (element.getTagName()) {
            case "path" -> path(element.getAttribute("d"));
            case "rect" ->
                box(number(element, "x"), number(element, "y"), number(element, "width"), number(element, "height"));
            case "circle" -> {
                double r = number(element, "r");
                box(number(element, "cx") - r, number(element, "cy") - r, 2 * r, 2 * r);
            }
            case "text" -> text(element, anchor, strong);
            default -> {}
        }
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element child) {
                walk(child, anchor, strong);
            }
        }
        if (grid.matches()) {
            scaled = UNSCALED;
        }
        if (moved.matches()) {
            movedX = 0;
            movedY = 0;
        }
    }

    /// The outlines that an element uses of the drawing before.
    private static String cells(Element use) {
        StringBuilder found = new StringBuilder();
        NodeList groups = use.getOwnerDocument().getElementsByTagName("g");
        for (int i = 0; i < groups.getLength(); i++) {
            Element group = (Element) groups.item(i);
            if (use.getAttribute("href").equals("#" + group.getAttribute("id"))) {
                NodeList paths = group.getElementsByTagName("path");
                for (int j = 0; j < paths.getLength(); j++) {
                    found.append(((Element) paths.item(j)).getAttribute("d"));
                }
            }
        }
        return found.toString();
    }

    private static double number(Element element, String name) {
        return element.hasAttribute(name) ? Double.parseDouble(element.getAttribute(name)) : 0;
    }

    private void box(double x, double y, double w, double h) {
        if (w < 0 || h < 0) {
            faults.add("a box of " + w + " x " + h);
        }
        inside("mark", x, y);
        inside("mark", x + w, y + h);
        marks++;
    }

    private void inside(String what, double x, double y) {
        if (x < -SLACK || y < -SLACK || x > width + SLACK || y > height + SLACK) {
            faults.add(what + " at " + x + "," + y + " outside of " + width + "x" + height);
        }
    }

    private void text(Element element, String anchor, boolean strong) {
        String text =
                element.getFirstChild() == null ? "" : element.getFirstChild().getTextContent();
        double wide = strong ? TextWidth.bold(text) : TextWidth.of(text);
        Matcher turned = Pattern.compile("translate\\(([0-9.-]+) ([0-9.-]+)\\) rotate\\(-45\\)")
                .matcher(element.getAttribute("transform"));
        if (turned.matches()) {
            double x = Double.parseDouble(turned.group(1));
            double y = Double.parseDouble(turned.group(2));
            inside("turned '" + text + "'", x, y);
            inside("turned '" + text + "'", x - wide * Math.sqrt(0.5), y + wide * Math.sqrt(0.5));
            return;
        }
        double x = movedX + number(element, "x");
        double y = movedY + number(element, "y");
        double left = anchor.equals("end") ? x - wide : anchor.equals("middle") ? x - wide / 2 : x;
        Box box = new Box(text, left, y - 9, left + wide, y + 3);
        inside("'" + text + "'", box.left(), box.top());
        inside("'" + text + "'", box.right(), box.bottom());
        if (!text.isEmpty()) {
            words.add(box);
        }
    }

    /// Follows the commands that the writer uses.
    private void path(String d) {
        marks++;
        Matcher m = TOKEN.matcher(d);
        double x = 0;
        double y = 0;
        char command = 'M';
        while (m.find()) {
            String token = m.group();
            if (Character.isLetter(token.charAt(0))) {
                command = token.charAt(0);
                continue;
            }
            double value = Double.parseDouble(token);
            switch (command) {
                case 'h' -> x += value;
                case 'v' -> y += value;
                case 'H' -> x = value;
                case 'V' -> y = value;
                default -> {
                    x = value;
                    if (!m.find()) {
                        faults.add("half a point in " + d);
                        return;
                    }
                    y = Double.parseDouble(m.group());
                }
            }
            inside("path", scaled[0] + x * scaled[2], scaled[1] + y * scaled[3]);
        }
    }
}
