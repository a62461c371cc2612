package org.civichopper.bulk.courtlistener.bucket;

/// A load script says something that we do not know for certain how to read.
final class NotAManifestException extends Exception {

    private static final long serialVersionUID = 1L;

    NotAManifestException(String message) {
        super(message);
    }
}
