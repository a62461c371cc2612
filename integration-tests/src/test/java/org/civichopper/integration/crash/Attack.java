package org.civichopper.integration.crash;

/// The ways in which the promises are attacked, in the order of the table in docs/reliability.md.
enum Attack {
    HALTED("The process dies at a named step of its way, each step in turn"),
    KILLED("`kill -9` at moments that nobody chose, while two versions of a scrape come mixed"),
    TEN_FUNCTIONS(
            "Ten functions at once, old and new versions, each message three times, shuffled"),
    CONNECTION_CUT(
            "The connection to Postgres is cut at a message, at COMMIT, or its reply is lost"),
    POSTGRES_OUT("Postgres stops at once, turns read-only, is full, or has no free connection"),
    FROZEN("A function freezes with its locks, then goes on, is cut off, or stays frozen"),
    CLOUD_FAULT("Bucket or queue: 503, 500, 404, late, half a body, done but reported as failed"),
    POISON("Odd documents and messages in one batch with sound ones"),
    AGAIN("Everything is delivered once more after it was done");

    private final String description;

    Attack(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }
}
