package org.civichopper.importer.telemetry;

import com.amazonaws.services.lambda.runtime.Context;

/// Hears what the function does, beside the log lines that everybody gets.
public interface Telemetry {

    /// For whoever watches a function by its log lines alone.
    Telemetry SILENT =
            new Telemetry() {
                @Override
                public void begin(Context invocation) {}

                @Override
                public void batch(Batch batch) {}

                @Override
                public void end(Invocation invocation) {}
            };

    /// All that is told until [#end] is of this invocation.
    void begin(Context invocation);

    void batch(Batch batch);

    /// Called once for each [#begin], also when the invocation fails.
    void end(Invocation invocation);
}
