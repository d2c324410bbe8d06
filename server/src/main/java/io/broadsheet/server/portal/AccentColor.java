package io.broadsheet.server.portal;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// A site's color as the portal's accent: as near to it as words on it, and words in it, can be read (4.5:1, WCAG 2.2,
/// 1.4.3), by day and by night.
record AccentColor(int red, int green, int blue) {
    private static final Pattern HEX = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
    private static final double READABLE = 4.5;
    private static final int STEPS = 50;
    private static final double WEAK_BY_DAY = 0.1;
    private static final double WEAK_BY_NIGHT = 0.16;
    private static final AccentColor WHITE = new AccentColor(255, 255, 255);
    private static final AccentColor BLACK = new AccentColor(0, 0, 0);
    /// `--card` of tokens.css in the dark.
    private static final AccentColor NIGHT = new AccentColor(0x17, 0x1b, 0x21);

    static Optional<AccentColor> parse(String text) {
        String hex = text.strip();
        if (!HEX.matcher(hex).matches()) {
            return Optional.empty();
        }
        String digits = hex.length() == 4 ? hex.substring(1).replaceAll("[0-9a-fA-F]", "$0$0") : hex.substring(1);
        byte[] parts = HexFormat.of().parseHex(digits);
        return Optional.of(new AccentColor(parts[0] & 0xff, parts[1] & 0xff, parts[2] & 0xff));
    }

    /// The tokens that the color changes.
    String css() {
        AccentColor day = readable(BLACK, WHITE, WEAK_BY_DAY);
        AccentColor night = readable(WHITE, NIGHT, WEAK_BY_NIGHT);
        return ":root{" + tokens(day, day.over(WHITE, WEAK_BY_DAY), "#fff")
                + "}@media screen and (prefers-color-scheme:dark){:root{"
                + tokens(night, night.over(NIGHT, WEAK_BY_NIGHT), "#0f1216") + "}}";
    }

    private static String tokens(AccentColor accent, AccentColor weak, String on) {
        return "--accent:" + accent.hex() + ";--accent-weak:" + weak.hex() + ";--on-accent:" + on;
    }

    /// Mixed with an end of the scale until it can be read on the ground, and on a shade of itself there.
    private AccentColor readable(AccentColor end, AccentColor ground, double weak) {
        for (int step = 0; step <= STEPS; step++) {
            AccentColor mixed = end.over(this, (double) step / STEPS);
            if (mixed.contrast(ground) >= READABLE && mixed.contrast(mixed.over(ground, weak)) >= READABLE) {
                return mixed;
            }
        }
        return end;
    }

    /// This color laid over a ground.
    private AccentColor over(AccentColor ground, double share) {
        return new AccentColor(
                mix(red, ground.red, share), mix(green, ground.green, share), mix(blue, ground.blue, share));
    }

    private static int mix(int top, int ground, double share) {
        return (int) Math.round(top * share + ground * (1 - share));
    }

    /// WCAG's contrast ratio.
    double contrast(AccentColor other) {
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

    String hex() {
        return "#" + HexFormat.of().formatHex(new byte[] {(byte) red, (byte) green, (byte) blue});
    }
}
