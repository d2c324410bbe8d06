package io.broadsheet.engine.picture;

import io.broadsheet.engine.html.HtmlWriter;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// A page's drawing as SVG that needs neither a style sheet nor a font: variables are colours, texts are outlines, and
/// what only a browser needs (titles, tooltips, roles) is gone.
final class PlainSvg {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final Set<String> LEFT_OUT = Set.of("title", "desc", "style", "script", "foreignObject", "image");
    private static final double BOLD_FROM = 600;

    private final ThemeColours colours;
    private final HtmlWriter out = new HtmlWriter(16_384);
    private final Set<String> unread = new LinkedHashSet<>();

    private PlainSvg(ThemeColours colours) {
        this.colours = colours;
    }

    /// What a text takes from the elements around it.
    private record Pen(double size, boolean strong, String anchor, String baseline) {
        Pen within(Element element) {
            String weight = attribute(element, "font-weight");
            return new Pen(
                    number(attribute(element, "font-size"), size),
                    weight.isEmpty() ? strong : weight.startsWith("bold") || number(weight, 400) >= BOLD_FROM,
                    otherwise(attribute(element, "text-anchor"), anchor),
                    otherwise(attribute(element, "dominant-baseline"), baseline));
        }

        private static String otherwise(String text, String inherited) {
            return text.isEmpty() ? inherited : text;
        }

        GlyphFont font() {
            return strong ? GlyphFont.strong() : GlyphFont.regular();
        }
    }

    /// A drawing that stands by itself, and its size in pixels.
    ///
    /// @param unread texts with characters that the font does not have, which are boxes
    record Drawing(String svg, double width, double height, List<String> unread) {}

    /// @param svg one `<svg>` element as it is in a page
    static Drawing of(String svg, ThemeColours colours) {
        Element root = parse(svg);
        String[] box = attribute(root, "viewBox").strip().split("[\\s,]+");
        if (box.length != 4) {
            throw new IllegalArgumentException("a drawing has no viewBox");
        }
        double width = number(box[2], 0);
        double height = number(box[3], 0);
        PlainSvg plain = new PlainSvg(colours);
        plain.out.open("svg").attribute("xmlns", SVG).attribute("viewBox", String.join(" ", box));
        plain.out.attribute("width", width).attribute("height", height);
        plain.attributes(root, Set.of("xmlns", "viewBox", "width", "height", "style"));
        plain.children(root, new Pen(16, false, "start", "").within(root));
        return new Drawing(plain.out.close().toHtml().markup(), width, height, List.copyOf(plain.unread));
    }

    private static Element parse(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(svg))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("a drawing that is no XML: " + e.getMessage(), e);
        }
    }

    private void children(Element parent, Pen pen) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && !LEFT_OUT.contains(element.getTagName())) {
                if (element.getTagName().equals("text")) {
                    text(element, pen.within(element));
                } else {
                    out.open(element.getTagName().equals("a") ? "g" : element.getTagName());
                    attributes(element, Set.of());
                    children(element, pen.within(element));
                    out.close();
                }
            }
        }
    }

    private void attributes(Element element, Set<String> except) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            String name = attribute.getName();
            boolean kept = !except.contains(name)
                    && !name.startsWith("aria-")
                    && !name.startsWith("data-")
                    && !Set.of("class", "role", "tabindex", "href", "target").contains(name);
            if (kept) {
                out.attribute(name, colours.resolve(attribute.getValue()));
            }
        }
    }

    // Text

    /// A piece of one line in one pen.
    private record Piece(Element element, String text, Pen pen) {}

    private void text(Element text, Pen pen) {
        out.open("g");
        attributes(text, Set.of("x", "y", "dx", "dy"));
        List<Piece> line = new ArrayList<>();
        double[] at = {coordinate(text, "x", 0), coordinate(text, "y", 0)};
        at[0] += offset(text, "dx", pen);
        at[1] += offset(text, "dy", pen);
        for (Node child = text.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element span && span.getTagName().equals("tspan")) {
                Pen inner = pen.within(span);
                boolean moves = span.hasAttribute("x") || span.hasAttribute("y") || span.hasAttribute("dy");
                if (moves) {
                    at[0] += line(line, at[0], at[1]);
                    line.clear();
                    at[0] = coordinate(span, "x", at[0]);
                    at[1] = coordinate(span, "y", at[1]) + offset(span, "dy", inner);
                }
                line.add(new Piece(span, span.getTextContent(), inner));
            } else if (child.getNodeType() == Node.TEXT_NODE) {
                line.add(new Piece(text, child.getTextContent(), pen));
            }
        }
        line(line, at[0], at[1]);
        out.close();
    }

    /// Draws a line and says how wide it is.
    private double line(List<Piece> line, double x, double y) {
        if (line.isEmpty()) {
            return 0;
        }
        double width = line.stream()
                .mapToDouble(p -> p.pen().font().width(p.text(), p.pen().size()))
                .sum();
        Pen pen = line.getFirst().pen();
        double at = switch (pen.anchor()) {
            case "middle" -> x - width / 2;
            case "end" -> x - width;
            default -> x;
        };
        double down = switch (pen.baseline()) {
            case "middle", "central" -> 0.35 * pen.size();
            case "hanging", "text-before-edge" -> 0.75 * pen.size();
            default -> 0;
        };
        for (Piece piece : line) {
            StringBuilder path = new StringBuilder();
            GlyphFont font = piece.pen().font();
            if (!font.hasAll(piece.text())) {
                unread.add(piece.text().strip());
            }
            font.outline(piece.text(), at, y + down, piece.pen().size(), path);
            at += font.width(piece.text(), piece.pen().size());
            if (!path.isEmpty()) {
                out.open("path");
                if (piece.element().getTagName().equals("tspan")) {
                    attributes(piece.element(), Set.of("x", "y", "dx", "dy"));
                }
                out.attribute("d", path.toString()).close();
            }
        }
        return width;
    }

    private static double coordinate(Element element, String name, double otherwise) {
        return number(attribute(element, name), otherwise);
    }

    private static double offset(Element element, String name, Pen pen) {
        String text = attribute(element, name);
        return text.endsWith("em") ? number(text.substring(0, text.length() - 2), 0) * pen.size() : number(text, 0);
    }

    private static String attribute(Element element, String name) {
        return element.getAttribute(name).strip();
    }

    private static double number(String text, double otherwise) {
        try {
            return text.isEmpty() ? otherwise : Double.parseDouble(text.replaceFirst("px$", ""));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
