package org.civichopper.localcloud;

/// A part of the local cloud could not do what was asked. The message says what was expected, what
/// was found and what to do, so that it can be shown to a person as it stands.
public final class LocalCloudException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LocalCloudException(String message) {
        super(message);
    }

    public LocalCloudException(String message, Throwable cause) {
        super(message, cause);
    }
}
