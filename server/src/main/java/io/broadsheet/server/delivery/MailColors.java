package io.broadsheet.server.delivery;

import java.util.regex.Pattern;

/// A brand's colour as it may stand in a style, and what can be read on it.
///
/// @param fill `#rrggbb`
/// @param text on it: white or nearly black, whichever contrasts more
record MailColors(String fill, String text) {
    static final String DEFAULT_FILL = "#2f5bea";
    private static final String LIGHT = "#ffffff";
    private static final String DARK = "#14171c";
    private static final Pattern HEX = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");

    static MailColors of(String color) {
        String fill = HEX.matcher(color.strip()).matches() ? whole(color.strip()) : DEFAULT_FILL;
        return new MailColors(fill, contrast(fill, LIGHT) >= contrast(fill, DARK) ? LIGHT : DARK);
    }

    private static String whole(String hex) {
        StringBuilder six = new StringBuilder("#");
        for (char digit : hex.substring(1).toCharArray()) {
            six.append(digit);
            if (hex.length() == 4) {
                six.append(digit);
            }
        }
        return six.toString().toLowerCase(java.util.Locale.ROOT);
    }

    /// WCAG 2.2, contrast ratio.
    static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
