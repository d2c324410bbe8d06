package io.broadsheet.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every pair of text and ground of the built-in theme reaches 4.5:1, light and dark, as WCAG 2 counts it.
class ThemeContrastTest {
    private static final double ENOUGH = 4.5;
    private static final int SHADES = 12;
    private static final int DARK_TEXT_UP_TO = 9;

    private static final Map<String, String> LIGHT = tokens(0);
    private static final Map<String, String> DARK = tokens(1);

    /// The tokens of the first (light) or second (dark) `:root` rule; what dark doesn't say, light does.
    private static Map<String, String> tokens(int rule) {
        Map<String, String> tokens = new HashMap<>();
        Matcher root =
                Pattern.compile(":root\\{([^}]*)}").matcher(Theme.builtIn().css());
        for (int i = 0; i <= rule; i++) {
            assertThat(root.find()).isTrue();
            Matcher token = Pattern.compile("--([a-z0-9-]+):(#[0-9a-f]{3,6})").matcher(root.group(1));
            while (token.find()) {
                tokens.put(token.group(1), token.group(2));
            }
        }
        return tokens;
    }

    private static double[] colour(Map<String, String> tokens, String name) {
        String hex = Objects.requireNonNull(tokens.get(name), name);
        String six = hex.length() == 4 ? hex.replaceAll("([0-9a-f])", "$1$1") : hex;
        double[] colour = new double[3];
        for (int i = 0; i < 3; i++) {
            colour[i] = Integer.parseInt(six.substring(1 + 2 * i, 3 + 2 * i), 16);
        }
        return colour;
    }

    private static double luminance(double[] colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double c = colour[i] / 255;
            sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static double contrast(double[] a, double[] b) {
        double first = luminance(a) + 0.05;
        double second = luminance(b) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static double[] mixed(double[] colour, double[] ground, double share) {
        double[] mixed = new double[3];
        for (int i = 0; i < 3; i++) {
            mixed[i] = colour[i] * share + ground[i] * (1 - share);
        }
        return mixed;
    }

    private static double share(int shade) {
        Matcher rule = Pattern.compile("\\.s" + shade + "\\{--s:([0-9.]+)%}")
                .matcher(Theme.builtIn().css());
        assertThat(rule.find()).as("rule of s" + shade).isTrue();
        return Double.parseDouble(rule.group(1)) / 100;
    }

    private static void assertShadesReadable(Map<String, String> tokens, String name) {
        double[] ground = colour(tokens, "bg");
        for (int shade = 1; shade <= SHADES; shade++) {
            double[] cell = mixed(colour(tokens, "heat"), ground, share(shade));
            String text = shade <= DARK_TEXT_UP_TO ? "ink" : "on-heat";
            assertThat(contrast(cell, colour(tokens, text)))
                    .as(name + " s" + shade)
                    .isGreaterThan(ENOUGH);
        }
    }

    @Test
    void everyShadeIsReadableInLightAndDark() {
        assertShadesReadable(LIGHT, "light");
        assertShadesReadable(DARK, "dark");
    }

    @Test
    void shadesGoFrom8To92PercentInEqualSteps() {
        for (int shade = 1; shade <= SHADES; shade++) {
            assertThat(share(shade) * 100)
                    .isCloseTo(8 + 84.0 * (shade - 1) / (SHADES - 1), org.assertj.core.data.Offset.offset(0.06));
        }
    }

    @Test
    void everyTextIsReadableOnEveryGround() {
        for (Map<String, String> tokens : List.of(LIGHT, DARK)) {
            for (String ground : List.of("bg", "surface", "card")) {
                for (String text : List.of("text", "muted", "good", "bad", "accent")) {
                    assertThat(contrast(colour(tokens, text), colour(tokens, ground)))
                            .as(text + " on " + ground + " of " + tokens)
                            .isGreaterThan(ENOUGH);
                }
            }
            assertThat(contrast(colour(tokens, "text"), colour(tokens, "accent-weak")))
                    .isGreaterThan(ENOUGH);
            assertThat(contrast(colour(tokens, "accent"), colour(tokens, "accent-weak")))
                    .as("links in notes")
                    .isGreaterThan(ENOUGH);
            assertThat(contrast(colour(tokens, "on-accent"), colour(tokens, "accent")))
                    .isGreaterThan(ENOUGH);
        }
    }
}
