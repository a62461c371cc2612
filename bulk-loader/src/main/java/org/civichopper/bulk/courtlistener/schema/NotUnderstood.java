package org.civichopper.bulk.courtlistener.schema;

/// A statement, or a piece of one, says something that is not on the list: it is left out.
final class NotUnderstood extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotUnderstood(String why) {
        super(why, null, false, false);
    }
}
