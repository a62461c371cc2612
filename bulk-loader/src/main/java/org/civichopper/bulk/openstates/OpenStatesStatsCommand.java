package org.civichopper.bulk.openstates;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.civichopper.bulk.command.LedgerOptions;
import org.civichopper.bulk.command.SchemaOption;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.bulk.ledger.LoadSlices;
import org.civichopper.bulk.openstates.table.IngestionLog;
import org.civichopper.bulk.openstates.table.Tables;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Surroundings;
import org.civichopper.model.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `hopper load openstates stats`: what is there, what is being done, and what was done last.
@Command(
        name = "stats",
        description =
                "Shows how many rows each table has, what is being done, and the last operations.",
        footer = {"", "Example:", "  hopper load openstates stats --json"},
        mixinStandardHelpOptions = true)
final class OpenStatesStatsCommand implements Callable<Integer> {

    private static final int RECENT = 10;

    @Spec private CommandSpec spec;
    @Mixin private LedgerOptions options;
    @Mixin private SchemaOption schema;

    @Override
    public Integer call() {
        var target = new Target(schema.name(Settings.SCHEMA));
        var sessions = options.sessions(Surroundings.here());
        try (var connection = sessions.open()) {
            if (!new Tables(target).areThere(connection)) {
                throw new CannotRunException(
                        "schema %s: expected the tables of Open States, found that nothing was loaded here yet: hopper load openstates all"
                                .formatted(target.schema()));
            }
            var stats = stats(connection, target);
            var out = spec.commandLine().getOut();
            if (options.json()) {
                out.println(stats);
            } else {
                print(out, stats);
            }
            out.flush();
            return 0;
        } catch (SQLException e) {
            throw new CannotRunException(sessions + ": " + e.getMessage(), e);
        }
    }

    private static ObjectNode stats(Connection connection, Target target) throws SQLException {
        var log = new IngestionLog(target);
        var stats = new JsonMapper().createObjectNode();
        var counts = stats.putObject("database");
        new Tables(target).counts(connection).forEach(counts::put);
        var workers = stats.putObject("workers");
        var slices =
                LoadSchema.isThere(connection)
                        ? new LoadSlices(connection).ofLatest(OpenStates.DATASET, target.schema())
                        : Map.<String, Long>of();
        workers.put("running", slices.getOrDefault("claimed", 0L))
                .put("waiting", slices.getOrDefault("waiting", 0L))
                .put("done", slices.getOrDefault("done", 0L))
                .put("failed", slices.getOrDefault("failed", 0L));
        log.recent(connection, RECENT, stats.putArray("recent_logs"));
        return stats;
    }

    private static void print(PrintWriter out, ObjectNode stats) {
        stats.path("database")
                .properties()
                .forEach(count ->
                        out.printf(
                                Locale.ROOT,
                                "  %-22s %,14d%n",
                                count.getKey(),
                                count.getValue().asLong()));
        var workers = stats.path("workers");
        out.printf(
                Locale.ROOT,
                "slices of the latest run: %d running, %d waiting, %d done, %d failed%n",
                workers.path("running").asLong(),
                workers.path("waiting").asLong(),
                workers.path("done").asLong(),
                workers.path("failed").asLong());
        out.println("last operations:");
        for (var each : stats.path("recent_logs")) {
            var place =
                    (each.path("jurisdiction_id")
                                            .asText("")
                                            .replaceAll(".*[:/](\\w\\w)/government", "$1")
                                    + " "
                                    + each.path("session_identifier").asText(""))
                            .replace("null", "")
                            .strip();
            out.printf(
                    Locale.ROOT,
                    "  %.16s  %-13s %-10s %-9s %,8d  %,d rejected%n",
                    each.path("start_time").asText(),
                    each.path("operation_type").asText(),
                    Harmless.line(place),
                    each.path("status").asText(),
                    each.path("items_processed").asLong(),
                    each.path("items_failed").asLong());
            if (each.path("error_message").isTextual()) {
                out.println("    " + Harmless.line(each.path("error_message").asText()));
            }
        }
    }
}
