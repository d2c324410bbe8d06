package io.broadsheet.engine.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The logo of a site as its list names it: an image file of the project, or a `data:` address.
///
/// @param address a `data:` address; empty where it can't be used
/// @param fault why it can't be used; empty where it can
public record SiteLogo(Optional<String> address, String fault) {
    /// A logo is in every page.
    public static final long LARGEST_BYTES = 65_536;

    /// By the ends of files' names.
    public static final Map<String, String> TYPES = Map.of(
            "svg",
            "image/svg+xml",
            "png",
            "image/png",
            "jpg",
            "image/jpeg",
            "jpeg",
            "image/jpeg",
            "webp",
            "image/webp");

    private static final Pattern DATA =
            Pattern.compile("data:image/(png|jpeg|gif|webp|svg\\+xml);base64,[A-Za-z0-9+/]{1,200000}={0,2}");

    /// @param folder the project's, in which files are
    public static SiteLogo read(String logo, Path folder) {
        if (logo.startsWith("data:")) {
            return DATA.matcher(logo).matches()
                    ? new SiteLogo(Optional.of(logo), "")
                    : bad("is no data: address of an image in base64");
        }
        if (logo.contains(":")) {
            return bad("is an address; a page asks the network for nothing");
        }
        String type = TYPES.get(logo.substring(logo.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (type == null) {
            return bad("is no svg, png, jpg or webp file");
        }
        try {
            Path home = folder.toRealPath();
            Path file = home.resolve(logo);
            if (!Files.isRegularFile(file)) {
                return bad("is no file of the project");
            }
            if (!file.toRealPath().startsWith(home)) {
                return bad("is outside of the project's folder");
            }
            long bytes = Files.size(file);
            return bytes > LARGEST_BYTES
                    ? bad("has " + bytes + " bytes; it is in every page, so it may have " + LARGEST_BYTES)
                    : new SiteLogo(Optional.of(data(type, Files.readAllBytes(file))), "");
        } catch (IOException | InvalidPathException e) {
            return bad("can't be read");
        }
    }

    private static SiteLogo bad(String fault) {
        return new SiteLogo(Optional.empty(), fault);
    }

    /// An image as a `data:` address.
    public static String data(String type, byte[] image) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(image);
    }
}
