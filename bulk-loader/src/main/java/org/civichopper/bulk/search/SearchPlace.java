package org.civichopper.bulk.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.civichopper.bulk.source.Notes;
import org.civichopper.commandline.Surroundings;

/// Where the search server is, as a command was told; the ledger may keep it.
///
/// @param url without a login; empty where `ES_HOST` of the environment says it, each time
/// @param ca a file with the certificates of whom to trust, where those whom the JDK trusts do not
///   do
public record SearchPlace(Optional<String> url, Optional<Path> ca) {

    private static final int AT_ONCE = 3; // bulks, each of megabytes

    /// The server, without asking it.
    ///
    /// @param env the end of names
    /// @param keep how many indices are kept for each alias
    /// @throws IllegalArgumentException where it is nowhere, or a file cannot be read
    public SearchServer server(
            Surroundings surroundings, String env, int keep, Duration retryFor, Notes notes) {
        return new SearchServer(
                new SearchServer.Settings(address(surroundings), ca, env, keep, retryFor, AT_ONCE),
                notes);
    }

    private SearchAddress address(Surroundings surroundings) {
        var text =
                url.or(() -> surroundings.value("ES_HOST"))
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "search server: expected its address in ES_HOST or --search-url, found none"));
        var where = url.isPresent() ? "--search-url" : "ES_HOST";
        SearchAddress address;
        try {
            address = SearchAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
        if (url.isPresent() && address.hasLogin()) {
            throw new IllegalArgumentException(
                    where
                            + ": expected an address without a login, which would show in the list of"
                            + " processes, found one with it; ES_HOST takes it");
        }
        return address;
    }

    public void describe(ObjectNode json) {
        url.ifPresent(each -> json.put("search_url", each));
        ca.ifPresent(each -> json.put("search_ca", each.toString()));
    }

    /// What [#describe] wrote.
    public static SearchPlace of(JsonNode json) {
        return new SearchPlace(
                Optional.ofNullable(json.path("search_url").textValue()),
                Optional.ofNullable(json.path("search_ca").textValue()).map(Path::of));
    }
}
