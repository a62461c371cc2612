package org.civichopper.bulk.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.civichopper.bulk.run.LoadStopped;

/// Which indices aliases show.
record Aliases(SearchClient client) {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Duration TO_LOOK = Duration.ofSeconds(2);
    private static final int MOMENT = 250; // ms

    // The server does not begin with it later: who looks after our time sees what stays.
    private static final String CALL = "_aliases?master_timeout=%1$dms&timeout=%1$dms";

    /// What these aliases show now.
    Map<String, Set<String>> shown(Set<String> aliases) throws InterruptedException {
        var shown = new TreeMap<String, Set<String>>();
        for (var alias : aliases) {
            var answer = client.find(lookup(alias));
            shown.put(alias, answer.map(Aliases::names).orElseGet(TreeSet::new));
        }
        return shown;
    }

    private static Call lookup(String alias) {
        return Call.get("_alias/" + alias);
    }

    private static Set<String> names(JsonNode answer) {
        var names = new TreeSet<String>();
        answer.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /// Lets each alias show these indices, all in one call, which names indices exactly and is not
    /// tried again. Where no answer tells what came of it, the aliases do.
    ///
    /// @param now what they show, as [#shown] says
    /// @throws LoadStopped.Failed where they do not show them
    void point(Map<String, Set<String>> now, Map<String, Set<String>> wanted)
            throws InterruptedException {
        var body = JSON.createObjectNode();
        var actions = body.putArray("actions");
        for (var alias : wanted.keySet()) {
            add(actions, "remove", alias, now.get(alias), wanted.get(alias));
            add(actions, "add", alias, wanted.get(alias), now.get(alias));
        }
        if (actions.isEmpty()) {
            return;
        }
        var longest = client.toMove();
        var until = System.nanoTime() + longest.toNanos();
        var path = CALL.formatted(longest.toMillis() * 4 / 5);
        var call = Call.of("POST", path, body.toString());
        switch (client.once(call, longest)) {
            case Answer.Whole(var json) when json.path("acknowledged").asBoolean() -> {
                return;
            }
            case Answer.Whole(var json) -> settle(wanted, until, client.masked(json.toString()));
            case Answer.NotNow(var reason, _) -> settle(wanted, until, reason);
            case Answer.Refused refused -> throw client.failed(call, refused);
        }
    }

    private static void add(
            ArrayNode actions, String action, String alias, Set<String> those, Set<String> but) {
        for (var index : those) {
            if (!but.contains(index)) {
                actions.addObject().putObject(action).put("index", index).put("alias", alias);
            }
        }
    }

    // It may be done while we look.
    private void settle(Map<String, Set<String>> wanted, long until, String why)
            throws InterruptedException {
        String found;
        do {
            Thread.sleep(MOMENT);
            found = "";
            for (var alias : wanted.entrySet()) {
                found += missing(alias.getKey(), alias.getValue());
            }
            if (found.isEmpty()) {
                return;
            }
        } while (System.nanoTime() < until);
        throw new LoadStopped.Failed(
                "%s: expected aliases to show other indices within %d s, found%s, after: %s; run the same command again"
                        .formatted(client, client.toMove().toSeconds(), found, why));
    }

    // What is not as it should be, in words; empty where nothing is.
    private String missing(String alias, Set<String> wanted) throws InterruptedException {
        var shown =
                switch (client.once(lookup(alias), TO_LOOK)) {
                    case Answer.Whole(var json) -> names(json);
                    case Answer.Refused(var status, _, _) when status == 404 ->
                            new TreeSet<String>();
                    case Answer.Refused(_, _, var reason) -> Set.of(reason);
                    case Answer.NotNow(var reason, _) -> Set.of(reason);
                };
        return shown.equals(wanted) ? "" : " %s: %s".formatted(alias, shown);
    }
}
