package org.civichopper.commandline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/// Why a file or a port could not be had, in words for people, whom the names of Java's exceptions
/// tell nothing.
public final class Reason {

    private static final String NO_SPACE = "No space left on device";

    private Reason() {}

    public static String of(Exception failure) {
        return switch (failure) {
            case UncheckedIOException e -> of(e.getCause());
            case NoSuchFileException e -> e.getFile() + ": no such file or folder";
            case AccessDeniedException e -> e.getFile() + ": no permission";
            case NotDirectoryException e -> e.getFile() + ": no folder";
            case FileAlreadyExistsException e -> e.getFile() + ": something else of that name";
            case DirectoryNotEmptyException e -> e.getFile() + ": a folder that is not empty";
            case FileSystemException e ->
                    e.getFile() + ": " + Optional.ofNullable(e.getReason()).orElse("no answer");
            case BindException e -> "a port in use, or not ours: " + e.getMessage();
            default ->
                    Optional.ofNullable(failure.getMessage())
                            .orElse(failure.getClass().getSimpleName());
        };
    }

    /// Whether it is about a file or a port, which a person can mend, however deep in the program
    /// it came up.
    static boolean isKnown(Exception failure) {
        return switch (failure) {
            case UncheckedIOException e -> isKnown(e.getCause());
            case FileSystemException _, BindException _ -> true;
            case IOException e -> NO_SPACE.equals(e.getMessage());
            default -> false;
        };
    }
}
