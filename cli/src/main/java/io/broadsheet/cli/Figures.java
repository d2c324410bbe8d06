package io.broadsheet.cli;

import java.time.Duration;

/// Counts, sizes and times as the terminal shows them. ([String#format] costs a tenth of a command's start.)
final class Figures {
    private Figures() {}

    /// `1,234,567`
    static String count(long value) {
        String digits = Long.toString(value);
        StringBuilder out = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > (value < 0 ? 1 : 0); i -= 3) {
            out.insert(i, ',');
        }
        return out.toString();
    }

    /// `1 site`, `2 sites`
    static String count(long value, String thing) {
        return count(value) + " " + thing + (value == 1 ? "" : "s");
    }

    /// `512 B`, `34.5 kB`, `1.2 MB`; thousands, as disks are sold
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = bytes / 1000.0;
        int unit = 0;
        while (value >= 999.95 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return tenths(value) + " " + units[unit];
    }

    /// `0.4 s`, `12.3 s`, `2 min 5 s`, `1 h 4 min`
    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return tenths(duration.toMillis() / 1000.0) + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /// One digit after the point.
    static String tenths(double value) {
        long tenths = Math.round(value * 10);
        return count(tenths / 10) + "." + Math.abs(tenths % 10);
    }
}
