package org.civichopper.integration.crash;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/// What ours logged while this was open, on the thread that opened it: other tests may run beside.
final class LogLines extends AbstractAppender implements AutoCloseable {

    private record Line(Level level, String text) {}

    private static final Logger OURS = (Logger) LogManager.getRootLogger();

    private final Thread thread = Thread.currentThread();
    private final List<Line> lines = new CopyOnWriteArrayList<>();

    private LogLines() {
        super(
                "lines of " + Thread.currentThread().getName(),
                null,
                null,
                false,
                Property.EMPTY_ARRAY);
    }

    static LogLines begin() {
        var lines = new LogLines();
        lines.start();
        OURS.addAppender(lines);
        return lines;
    }

    @Override
    public void append(LogEvent event) {
        if (Thread.currentThread() == thread
                && event.getLoggerName().startsWith("org.civichopper.importer")) {
            lines.add(new Line(event.getLevel(), event.getMessage().getFormattedMessage()));
        }
    }

    List<String> errors() {
        return atLeast(Level.ERROR);
    }

    /// Warnings and errors.
    List<String> problems() {
        return atLeast(Level.WARN);
    }

    private List<String> atLeast(Level level) {
        return lines.stream()
                .filter(line -> line.level().isMoreSpecificThan(level))
                .map(Line::text)
                .toList();
    }

    @Override
    public void close() {
        OURS.removeAppender(this);
        stop();
    }
}
