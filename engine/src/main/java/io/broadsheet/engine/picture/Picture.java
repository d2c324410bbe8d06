package io.broadsheet.engine.picture;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A drawing as a PNG. The same drawing gives the same bytes, with or without fonts on the machine. Immutable.
public final class Picture {
    /// Pixels of the image for one of the page.
    public static final int SCALE = 2;

    /// Rows and columns that an image may have.
    private static final int LARGEST = 8_000;

    private final byte[] png;
    private final int widthPx;
    private final int heightPx;

    private final List<String> unread;

    private Picture(byte[] png, int widthPx, int heightPx, List<String> unread) {
        this.unread = unread;
        this.png = png;
        this.widthPx = widthPx;
        this.heightPx = heightPx;
    }

    public byte[] png() {
        return png.clone();
    }

    public int bytes() {
        return png.length;
    }

    /// As it is shown; the image itself has [#SCALE] times as many pixels, for screens that are that fine.
    public int widthPx() {
        return widthPx;
    }

    /// As it is shown.
    public int heightPx() {
        return heightPx;
    }

    /// Its texts with characters that the font does not have (Hanja, kana, emoji): each such character is a box.
    public List<String> unread() {
        return unread;
    }

    /// Draws an `<svg>` of a page.
    ///
    /// @param ground what it is drawn on, as `#rrggbb`
    /// @throws IllegalArgumentException if it is no drawing
    public static Picture draw(String svg, ThemeColours colours, String ground) {
        PlainSvg.Drawing plain = PlainSvg.of(svg, colours.with("--bg", ground));
        int width = (int) Math.ceil(plain.width());
        int height = (int) Math.ceil(plain.height());
        if (width < 1 || height < 1 || width * SCALE > LARGEST || height * SCALE > LARGEST) {
            throw new IllegalArgumentException("a drawing of " + width + " x " + height + " pixels is no picture");
        }
        SVGDocument document = new SVGLoader()
                .load(
                        new ByteArrayInputStream(plain.svg().getBytes(StandardCharsets.UTF_8)),
                        null,
                        LoaderContext.createDefault());
        if (document == null) {
            throw new IllegalArgumentException("a drawing that can't be read");
        }
        BufferedImage image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.decode(ground));
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(SCALE, SCALE);
            document.renderWithPlatform(
                    NullPlatformSupport.INSTANCE, graphics, new ViewBox((float) plain.width(), (float) plain.height()));
        } finally {
            graphics.dispose();
        }
        return new Picture(Png.write(image), width, height, plain.unread());
    }
}
