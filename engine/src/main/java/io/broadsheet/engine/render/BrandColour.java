package io.broadsheet.engine.render;

import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A site's colour as a page's accent: as near to it as words on it, and words in it, can be read (4.5:1, WCAG 2.2,
/// 1.4.3), by day and by night.
public record BrandColour(int red, int green, int blue) {
    private static final Pattern HEX = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
    private static final double READABLE = 4.5;
    private static final int STEPS = 50;
    private static final double WEAK_BY_DAY = 0.1;
    private static final double WEAK_BY_NIGHT = 0.16;

    /// The ninth shade of a table has the page's text on it, the tenth the other one: see tokens.css.
    private static final double NINTH_SHADE = 0.691;

    private static final double TENTH_SHADE = 0.767;
    private static final BrandColour WHITE = new BrandColour(255, 255, 255);
    private static final BrandColour BLACK = new BrandColour(0, 0, 0);
    /// `--card` of tokens.css in the dark.
    private static final BrandColour NIGHT = new BrandColour(0x17, 0x1b, 0x21);

    public static Optional<BrandColour> parse(String text) {
        String hex = text.strip();
        if (!HEX.matcher(hex).matches()) {
            return Optional.empty();
        }
        String digits = hex.length() == 4 ? hex.substring(1).replaceAll("[0-9a-fA-F]", "$0$0") : hex.substring(1);
        byte[] parts = HexFormat.of().parseHex(digits);
        return Optional.of(new BrandColour(parts[0] & 0xff, parts[1] & 0xff, parts[2] & 0xff));
    }

    /// The accent's tokens, as CSS, for white cards and for the built-in theme's by night.
    public String accentCss() {
        return css(WHITE, NIGHT, "", "");
    }

    /// The accent's tokens and those that tables are shaded with, as CSS.
    ///
    /// @param ground of the page by day
    /// @param nightGround of the page by night
    String css(BrandColour ground, BrandColour nightGround) {
        BrandColour day = lightest(c -> c.over(ground, TENTH_SHADE).contrast(WHITE) >= READABLE);
        BrandColour night = lightest(c -> c.over(nightGround, NINTH_SHADE).contrast(WHITE) >= READABLE);
        return css(ground, lighter(nightGround, NIGHT), ";--heat:" + day.hex(), ";--heat:" + night.hex());
    }

    private static BrandColour lighter(BrandColour one, BrandColour other) {
        return one.luminance() > other.luminance() ? one : other;
    }

    private String css(BrandColour ground, BrandColour nightGround, String moreByDay, String moreByNight) {
        BrandColour day = readable(BLACK, ground, WEAK_BY_DAY);
        BrandColour night = readable(WHITE, nightGround, WEAK_BY_NIGHT);
        return ":root{" + tokens(day, day.over(ground, WEAK_BY_DAY), "#fff") + moreByDay
                + "}@media screen and (prefers-color-scheme:dark){:root{"
                + tokens(night, night.over(nightGround, WEAK_BY_NIGHT), "#0f1216") + moreByNight + "}}";
    }

    private static String tokens(BrandColour accent, BrandColour weak, String on) {
        return "--accent:" + accent.hex() + ";--accent-weak:" + weak.hex() + ";--on-accent:" + on;
    }

    /// The lightest of its hue, from black through it to white, for which something holds.
    private BrandColour lightest(Predicate<BrandColour> holds) {
        BrandColour best = BLACK;
        for (int step = 0; step <= 8 * STEPS; step++) {
            double share = step / (4.0 * STEPS);
            BrandColour mixed = share <= 1 ? over(BLACK, share) : WHITE.over(this, share - 1);
            if (!holds.test(mixed)) {
                return best;
            }
            best = mixed;
        }
        return best;
    }

    /// Mixed with an end of the scale until it can be read on the ground, and on a shade of itself there.
    private BrandColour readable(BrandColour end, BrandColour ground, double weak) {
        for (int step = 0; step <= STEPS; step++) {
            BrandColour mixed = end.over(this, (double) step / STEPS);
            if (mixed.contrast(ground) >= READABLE && mixed.contrast(mixed.over(ground, weak)) >= READABLE) {
                return mixed;
            }
        }
        return end;
    }

    /// This colour laid over a ground.
    BrandColour over(BrandColour ground, double share) {
        return new BrandColour(
                mix(red, ground.red, share), mix(green, ground.green, share), mix(blue, ground.blue, share));
    }

    private static int mix(int top, int ground, double share) {
        return (int) Math.round(top * share + ground * (1 - share));
    }

    /// WCAG's contrast ratio.
    public double contrast(BrandColour other) {
        double light = Math.max(luminance(), other.luminance());
        double dark = Math.min(luminance(), other.luminance());
        return (light + 0.05) / (dark + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    public String hex() {
        return "#" + HexFormat.of().formatHex(new byte[] {(byte) red, (byte) green, (byte) blue});
    }
}
