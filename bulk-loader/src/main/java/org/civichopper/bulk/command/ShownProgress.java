package org.civichopper.bulk.command;

import java.util.OptionalLong;
import org.civichopper.bulk.run.LoadProgress;
import org.civichopper.commandline.Bars;

/// Shows a run on standard error.
public final class ShownProgress implements LoadProgress, AutoCloseable {

    private final Bars bars;

    public ShownProgress(Bars bars) {
        this.bars = bars;
    }

    /// For a data set that knows its bytes beforehand, and not its rows.
    public void measureBytes() {
        bars.measureBytes();
    }

    @Override
    public void found(long total) {
        bars.found(total);
    }

    @Override
    public Bar begin(String slice, OptionalLong total) {
        var bar = bars.begin(slice, total);
        return new Bar() {
            @Override
            public void came(long rows, long bytes) {
                bar.rows(rows);
                bar.bytes(bytes);
            }

            @Override
            public void found(long total) {
                bar.found(total);
            }

            @Override
            public void waitsFor(String limit) {
                bar.note(limit);
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }

    @Override
    public void say(String line) {
        bars.say("hopper: " + line);
    }

    @Override
    public void close() {
        bars.close();
    }
}
