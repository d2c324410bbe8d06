package io.broadsheet.engine.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The eight series colours, light and dark: told apart by every eye, and seen against the ground.
class PaletteTest {
    /// Distance in OKLab; two colours that one can just tell apart side by side are 0.02 apart.
    private static final double APART = 0.08;

    private static final Map<String, double[]> LIGHT = tokens(0);
    private static final Map<String, double[]> DARK = tokens(1);

    /// Machado, Oliveira and Fernandes (2009), severity 1, on linear light.
    private static final Map<String, double[][]> EYES = Map.of(
            "normal", new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
            "protanopia",
                    new double[][] {
                        {0.152286, 1.052583, -0.204868},
                        {0.114503, 0.786281, 0.099216},
                        {-0.003882, -0.048116, 1.051998}
                    },
            "deuteranopia",
                    new double[][] {
                        {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
                    },
            "tritanopia",
                    new double[][] {
                        {1.255528, -0.076749, -0.178779},
                        {-0.078411, 0.930809, 0.147602},
                        {0.004733, 0.691367, 0.303900}
                    });

    private static Map<String, double[]> tokens(int rule) {
        try {
            String css = Files.readString(
                    Path.of("src/main/resources/io/broadsheet/engine/render/default/tokens.css"), UTF_8);
            Map<String, double[]> tokens = new HashMap<>();
            Matcher root = Pattern.compile(":root \\{([^}]*)}").matcher(css);
            for (int i = 0; i <= rule; i++) {
                assertThat(root.find()).isTrue();
                Matcher token =
                        Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{3,6});").matcher(root.group(1));
                while (token.find()) {
                    tokens.put(token.group(1), linear(token.group(2)));
                }
            }
            return tokens;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double[] linear(String hex) {
        String six = hex.length() == 4 ? hex.replaceAll("([0-9a-f])", "$1$1") : hex;
        double[] colour = new double[3];
        for (int i = 0; i < 3; i++) {
            colour[i] = decoded(Integer.parseInt(six.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0);
        }
        return colour;
    }

    private static double decoded(double c) {
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static double encoded(double c) {
        return c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055;
    }

    private static double[] seen(double[] colour, double[][] eye) {
        double[] seen = new double[3];
        for (int i = 0; i < 3; i++) {
            double light = eye[i][0] * colour[0] + eye[i][1] * colour[1] + eye[i][2] * colour[2];
            seen[i] = Math.clamp(light, 0.0, 1.0);
        }
        return seen;
    }

    private static double[] oklab(double[] c) {
        double l = Math.cbrt(0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2]);
        double m = Math.cbrt(0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2]);
        double s = Math.cbrt(0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2]);
        return new double[] {
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
        };
    }

    private static double distance(double[] a, double[] b) {
        double[] first = oklab(a);
        double[] second = oklab(b);
        return Math.hypot(Math.hypot(first[0] - second[0], first[1] - second[1]), first[2] - second[2]);
    }

    private static double contrast(double[] a, double[] b) {
        double first = luminance(a) + 0.05;
        double second = luminance(b) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static double luminance(double[] c) {
        return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
    }

    private static double[] colour(Map<String, double[]> tokens, String name) {
        return Objects.requireNonNull(tokens.get(name), name);
    }

    private static List<double[]> series(Map<String, double[]> tokens) {
        List<double[]> series = new ArrayList<>();
        for (int i = 1; i <= Ink.COLOURS; i++) {
            series.add(colour(tokens, "c" + i));
        }
        return series;
    }

    @Test
    void areToldApartByEveryEye() {
        for (Map<String, double[]> tokens : List.of(LIGHT, DARK)) {
            List<double[]> series = series(tokens);
            EYES.forEach((name, eye) -> {
                for (int i = 0; i < series.size(); i++) {
                    for (int j = 0; j < i; j++) {
                        assertThat(distance(seen(series.get(i), eye), seen(series.get(j), eye)))
                                .as("%s: c%d and c%d", name, j + 1, i + 1)
                                .isGreaterThan(APART);
                    }
                }
            });
        }
    }

    @Test
    void areSeenOnTheGround() {
        for (Map<String, double[]> tokens : List.of(LIGHT, DARK)) {
            for (double[] colour : series(tokens)) {
                assertThat(contrast(colour, colour(tokens, "bg"))).isGreaterThan(3);
            }
        }
    }

    /// `color-mix(in srgb, var(--c1) 65%, var(--text))`, as the style sheet of charts says.
    @Test
    void areReadAsWords() {
        assertThat(ChartComponents.css()).contains("--t8:color-mix(in srgb,var(--c8) 65%,var(--text))");
        for (Map<String, double[]> tokens : List.of(LIGHT, DARK)) {
            double[] text = colour(tokens, "text");
            for (double[] colour : series(tokens)) {
                double[] mixed = new double[3];
                for (int i = 0; i < 3; i++) {
                    mixed[i] = decoded(0.65 * encoded(colour[i]) + 0.35 * encoded(text[i]));
                }
                assertThat(contrast(mixed, colour(tokens, "bg"))).isGreaterThan(4.5);
            }
        }
    }

    /// The strongest shades of a heat map, over and under zero.
    @Test
    void letNumbersInCellsBeRead() {
        for (Map<String, double[]> tokens : List.of(LIGHT, DARK)) {
            double[] ground = colour(tokens, "bg");
            double[] text = colour(tokens, "text");
            assertThat(contrast(text, shaded(colour(tokens, "accent"), ground, 0.6)))
                    .isGreaterThan(4.5);
            assertThat(contrast(text, shaded(colour(tokens, "c2"), ground, 0.5)))
                    .isGreaterThan(4.5);
        }
    }

    private static double[] shaded(double[] colour, double[] ground, double opacity) {
        double[] shaded = new double[3];
        for (int i = 0; i < 3; i++) {
            shaded[i] = decoded(opacity * encoded(colour[i]) + (1 - opacity) * encoded(ground[i]));
        }
        return shaded;
    }

    @Test
    void carryWordsOnTop() {
        for (Map<String, double[]> tokens : List.of(LIGHT, DARK)) {
            for (int i = 1; i <= Ink.COLOURS; i++) {
                String top = Ink.of("var(--c" + i + ")").onTop().paint();
                double[] words = top.startsWith("#") ? linear(top) : colour(tokens, "bg");
                assertThat(contrast(colour(tokens, "c" + i), words))
                        .as("on c%d", i)
                        .isGreaterThan(4.5);
            }
        }
    }
}
