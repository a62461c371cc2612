package org.civichopper.importer.jsonlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.MDCAdapter;

/// One line for each event: time, level and message, what holds for the whole invocation, and the
/// fields of the event itself. What Hopper does, and what its libraries are worried about.
@SuppressWarnings("serial") // nobody writes it to a stream
final class JsonLogger extends LegacyAbstractLogger implements LoggingEventAware {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String OURS = "org.civichopper.";

    private final MDCAdapter context;
    private final Level least;
    private final Consumer<String> lines;

    JsonLogger(String name, MDCAdapter context, Consumer<String> lines) {
        this.name = name;
        this.context = context;
        this.lines = lines;
        least = name.startsWith(OURS) ? Level.INFO : Level.WARN;
    }

    @Override
    public void log(LoggingEvent event) {
        var arguments = event.getArgumentArray();
        write(
                event.getLevel(),
                MessageFormatter.basicArrayFormat(event.getMessage(), arguments),
                event.getKeyValuePairs(),
                event.getThrowable());
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
        write(level, MessageFormatter.basicArrayFormat(message, arguments), List.of(), thrown);
    }

    private void write(Level level, String message, List<KeyValuePair> fields, Throwable thrown) {
        var line = new LinkedHashMap<String, Object>();
        line.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("level", level.name());
        line.put("message", message);
        line.put("logger", name);
        if (thrown != null) {
            line.put("error", error(thrown));
        }
        var invocation = context.getCopyOfContextMap();
        if (invocation != null) {
            line.putAll(invocation);
        }
        if (fields != null) {
            fields.forEach(field -> line.putIfAbsent(field.key, field.value));
        }
        lines.accept(json(line));
    }

    private static Map<String, Object> error(Throwable thrown) {
        var stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        return Map.of(
                "name", thrown.getClass().getName(),
                "message", String.valueOf(thrown.getMessage()),
                "stack", stack.toString());
    }

    private static String json(Map<String, Object> line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            // What is told of work must never be what stops it.
            return JSON.createObjectNode().put("message", line.toString()).toString();
        }
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null; // lines name no place in the code
    }

    private boolean isEnabled(Level level) {
        return level.toInt() >= least.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return isEnabled(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return isEnabled(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return isEnabled(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return isEnabled(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return isEnabled(Level.ERROR);
    }
}
