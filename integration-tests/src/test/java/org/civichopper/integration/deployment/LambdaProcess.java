package org.civichopper.integration.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.civichopper.importer.function.ImporterFunction;
import org.civichopper.integration.EmfRecords;
import org.civichopper.localcloud.lambda.Answer;
import org.civichopper.localcloud.lambda.DeployedFunction;
import org.civichopper.localcloud.lambda.FunctionJvm;
import org.civichopper.localcloud.lambda.FunctionProcess;
import org.civichopper.localcloud.lambda.Sandbox;
import org.civichopper.testing.BuiltFunction;
import org.civichopper.testing.Site;

/// The built function in a process of its own, under the runtime client that Lambda uses, and what
/// it says there.
final class LambdaProcess implements AutoCloseable {

    static final String NAME = "importer-of-a-stack";

    private static final int MEMORY = 1769;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Sandbox sandbox;
    private final FunctionProcess process;

    private LambdaProcess(Site site, String initialization) throws IOException {
        sandbox = Sandbox.of(BuiltFunction.zip());
        var function =
                new DeployedFunction(
                                NAME,
                                ImporterFunction.class.getName() + "::handleRequest",
                                MEMORY,
                                Duration.ofMinutes(2),
                                site.env())
                        .with(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", initialization));
        process =
                FunctionProcess.start(
                        function, new FunctionJvm.Managed(), sandbox, (_, line) -> said.add(line));
    }

    /// @param initialization how Lambda says that it starts it: `on-demand`, `snap-start`
    static LambdaProcess start(Site site, String initialization) throws IOException {
        return new LambdaProcess(site, initialization);
    }

    Answer invoke(String event) throws InterruptedException {
        return process.invoke(event);
    }

    /// All that it wrote, each line a JSON object. Call it after [#close], which waits for it.
    List<JsonNode> lines() {
        return said.stream()
                .filter(line -> line.startsWith("{"))
                .map(EmfRecords::read)
                .map(EmfRecords.Record::json)
                .toList();
    }

    @Override
    public void close() {
        process.close();
        sandbox.close();
    }
}
