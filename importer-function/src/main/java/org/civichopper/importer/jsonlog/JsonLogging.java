package org.civichopper.importer.jsonlog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// Log lines for machines, one JSON object each, on stdout, where Lambda keeps them. Only the
/// deployed artifact names it as a provider: the command line has its own, for people.
public final class JsonLogging implements SLF4JServiceProvider {

    private final Map<String, JsonLogger> loggers = new ConcurrentHashMap<>();
    private final MDCAdapter context = new BasicMDCAdapter();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final Consumer<String> lines;

    public JsonLogging() { // called by SLF4J
        this(line -> System.out.println(line)); // Lambda puts a stream of its own there
    }

    /// @param lines where they go
    JsonLogging(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void initialize() {}

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(name, each -> new JsonLogger(each, context, lines));
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99"; // any 2.0
    }
}
