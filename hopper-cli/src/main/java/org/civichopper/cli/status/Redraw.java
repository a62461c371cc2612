package org.civichopper.cli.status;

import java.io.PrintWriter;
import org.civichopper.commandline.Columns;

/// Shows one text after another: on a terminal each in the place of the one before, elsewhere below
/// it.
final class Redraw implements AutoCloseable {

    private static final String ALL = "\u001b[2J";
    private static final String TOP = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K\n";
    private static final String REST_OF_SCREEN = "\u001b[J";

    private final PrintWriter out;
    private final boolean terminal;

    Redraw(PrintWriter out) {
        this(out, Columns.isTerminal());
    }

    Redraw(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        if (terminal) {
            out.print(ALL);
        }
    }

    // Written over, not cleared first: a screen that goes dark every few seconds is hard to read.
    void show(String text) {
        out.print(terminal ? TOP + text.replace("\n", REST_OF_LINE) + REST_OF_SCREEN : text);
        out.flush();
    }

    @Override
    public void close() {
        if (terminal) {
            out.println();
        }
        out.flush();
    }
}
