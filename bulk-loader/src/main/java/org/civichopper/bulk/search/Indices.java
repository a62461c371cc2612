package org.civichopper.bulk.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import org.civichopper.bulk.run.LoadStopped;

/// The calls about single indices.
record Indices(SearchClient client) {

    private static final JsonMapper JSON = new JsonMapper();

    /// Makes it, for loading: without replicas, and without looking for new documents every second.
    ///
    /// @param replaces what its alias shows now; kept in it, for whoever wants to go back
    void create(String index, Kind kind, Set<String> replaces) throws InterruptedException {
        var body = JSON.createObjectNode();
        body.putObject("settings")
                .putObject("index")
                .put("refresh_interval", "-1")
                .put("number_of_replicas", 0);
        var mappings = body.putObject("mappings");
        replaces.forEach(mappings.putObject("_meta").putArray("replaces")::add);
        mappings.set("properties", kind.mapping());
        client.make(Call.of("PUT", index, body.toString()), "resource_already_exists_exception");
    }

    /// What the alias showed when this index was made; none where that is not known.
    Set<String> replacedBy(String index) throws InterruptedException {
        var replaced = new TreeSet<String>();
        client.find(Call.get(index + "/_mapping"))
                .ifPresent(json ->
                        json.path(index)
                                .path("mappings")
                                .path("_meta")
                                .path("replaces")
                                .forEach(each -> replaced.add(each.asText())));
        return replaced;
    }

    private static final ObjectNode USUAL = JSON.createObjectNode();

    static {
        USUAL.putObject("index").putNull("refresh_interval").putNull("number_of_replicas");
    }

    /// Ends loading: the settings are the server's own again.
    void settle(String index) throws InterruptedException {
        client.ask(Call.of("PUT", index + "/_settings", USUAL.toString()));
    }

    /// Lets the documents that came so far be found.
    void refresh(String index) throws InterruptedException {
        requireAllShards(index, client.ask(Call.of("POST", index + "/_refresh", "")));
    }

    /// How many documents are found.
    ///
    /// @param name of an index or an alias; 0 where there is none of it
    long count(String name) throws InterruptedException {
        var answer = client.find(Call.get(name + "/_count"));
        if (answer.isEmpty()) {
            return 0;
        }
        requireAllShards(name, answer.get());
        if (!answer.get().path("count").isIntegralNumber()) {
            throw new LoadStopped.Failed(
                    "%s/%s/_count: expected a count, found %s"
                            .formatted(client, name, client.masked(answer.get().toString())));
        }
        return answer.get().path("count").asLong();
    }

    private void requireAllShards(String name, JsonNode answer) {
        var failed = answer.path("_shards").path("failed").asInt();
        if (failed > 0) {
            throw new LoadStopped.Failed(
                    "%s/%s: expected an answer of every shard, found that %d failed: %s"
                            .formatted(
                                    client,
                                    name,
                                    failed,
                                    client.masked(
                                            answer.path("_shards").path("failures").toString())));
        }
    }

    /// All whose names this pattern matches, or the one of that name.
    Set<String> named(String pattern) throws InterruptedException {
        var found = new TreeSet<String>();
        client.find(Call.get("_cat/indices/" + pattern + "?format=json&h=index"))
                .ifPresent(json -> json.forEach(each -> found.add(each.path("index").asText())));
        return found;
    }

    /// Fine where there is none of this name.
    void delete(String index) throws InterruptedException {
        client.find(Call.of("DELETE", index, ""));
    }

    /// Those that exist.
    Set<String> existing(Set<String> indices) throws InterruptedException {
        var found = new TreeSet<String>();
        for (var index : indices) {
            found.addAll(named(index));
        }
        return found;
    }
}
