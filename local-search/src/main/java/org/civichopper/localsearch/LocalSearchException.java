package org.civichopper.localsearch;

/// The search server could not be started. The message can be shown to a person as it stands.
public final class LocalSearchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LocalSearchException(String message) {
        super(message);
    }

    LocalSearchException(String message, Throwable cause) {
        super(message, cause);
    }
}
