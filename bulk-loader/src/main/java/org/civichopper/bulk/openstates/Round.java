package org.civichopper.bulk.openstates;

/// What was seen of a list's size while it was read once by pages: rows that move between pages
/// show in it.
final class Round {

    private long total = -1; // before the first page
    private int pages = 1;
    private boolean quiet = true;
    private boolean shrank;

    /// @param total of items, as a page says
    /// @param pages that there are, as it says
    void add(long total, int pages) {
        if (this.total >= 0 && total != this.total) {
            quiet = false;
            shrank |= total < this.total;
        }
        this.total = total;
        this.pages = pages;
    }

    /// A page that should be there is not.
    void end() {
        quiet = false;
        shrank = true;
        pages = 0;
    }

    /// Whether nothing moved, as far as can be seen.
    boolean isQuiet() {
        return quiet;
    }

    /// Whether something of what was read is gone, and as much was passed over.
    boolean shrank() {
        return shrank;
    }

    long total() {
        return total;
    }

    int pages() {
        return pages;
    }
}
