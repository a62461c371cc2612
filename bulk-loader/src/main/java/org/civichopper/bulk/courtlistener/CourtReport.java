package org.civichopper.bulk.courtlistener;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.civichopper.bulk.courtlistener.schema.Built;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.run.LoadReport;

/// What is said of a run beyond what is said of every load.
///
/// @param contents empty where the dump was not looked into
record CourtReport(
        LoadRun run, Built built, Optional<Contents> contents, Map<String, TableCounts> tables) {

    void describe(ObjectNode json) {
        json.put("dump", run.source().path("dump").textValue());
        built.describe(json);
        var drift = json.putArray("drift");
        contents.ifPresent(each ->
                each.schema()
                        .drift()
                        .forEach(found ->
                                drift.addObject()
                                        .put("table", found.table())
                                        .put("column", found.column())
                                        .put("what", found.what())));
        var all = json.putObject("tables");
        tables.forEach((table, counts) -> counts.describe(all.putObject(table), run.promoted()));
    }

    /// As a chat takes it.
    static String message(LoadReport report) {
        return report.error()
                .map("FAILURE: Something went wrong in courtlistener: \"%s\""::formatted)
                .orElseGet(() ->
                        String.format(
                                Locale.ROOT,
                                "\"courtlistener\" loaded [%,d] records, updated [0] records, and finished with message \"completed\"",
                                report.counts().inserted()));
    }
}
