package org.civichopper.uploader;

/// Nothing, or nothing more, can be sent, for a reason that a person can mend. The message says
/// what was expected, what was found and what to do.
public final class CannotUploadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotUploadException(String message) {
        super(message);
    }

    public CannotUploadException(String message, Throwable cause) {
        super(message, cause);
    }
}
