package io.broadsheet.engine.query;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// There is no place for temporary files: the folder is not there, is full or may not be written. A matter of the
/// machine, not of a report; the message says what to do.
public final class NoWorkFolderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NoWorkFolderException(String message, Throwable cause) {
        super(message, cause);
    }

    static NoWorkFolderException folder(Path parent, IOException cause) {
        return of("no temporary folder can be made in ", parent, why(parent, cause), cause);
    }

    /// The database's library is a file in a jar, and is unpacked before it can be loaded.
    static NoWorkFolderException library(Path parent, String why, Throwable cause) {
        return of("the database's library can't be unpacked into ", parent, why, cause);
    }

    private static NoWorkFolderException of(String what, Path parent, String why, Throwable cause) {
        return new NoWorkFolderException(
                what + parent + ": " + why
                        + "\n  Make room there, or name another folder with -Djava.io.tmpdir=DIR"
                        + " (the launcher takes it from BROADSHEET_JAVA_OPTS)",
                cause);
    }

    static String why(Path parent, IOException cause) {
        if (!Files.isDirectory(parent)) {
            return Files.exists(parent) ? "it is a file" : "it is not there";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        String said = cause instanceof FileSystemException f ? f.getReason() : cause.getMessage();
        return said == null || said.isEmpty()
                ? "it takes no files"
                : said.substring(0, 1).toLowerCase(Locale.ROOT) + said.substring(1);
    }
}
