package org.civichopper.bulk.courtlistener.schema;

/// @param text of a word in lower case, of a name without its quotes, of a string its value
record Token(Kind kind, String text, int line) {

    enum Kind {
        /// A key word, or a name without quotes.
        WORD,
        /// A name in quotes.
        NAME,
        STRING,
        NUMBER,
        SYMBOL,
        /// What no statement of the list holds: an escape string, a text in dollars, a command of
        /// psql in the middle.
        STRANGE
    }

    boolean is(String wanted) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(wanted);
    }
}
