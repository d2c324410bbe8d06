package io.broadsheet.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/// Says what a file system answered, for people.
final class FileTrouble {
    private FileTrouble() {}

    /// `can't write out/10026/x.html: no space left on device`
    static String sentence(String what, IOException e) {
        return what + ": " + why(e);
    }

    private static String why(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "a folder of its path is not there";
            case NotDirectoryException n -> n.getFile() + " is a file, not a folder";
            case java.nio.file.FileAlreadyExistsException f -> f.getFile() + " is a file, not a folder";
            case FileSystemException f when f.getReason() != null -> lower(f.getReason());
            default ->
                lower(Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName()));
        };
    }

    private static String lower(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
