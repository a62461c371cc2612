package org.civichopper.bulk.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.civichopper.bulk.command.Surroundings;
import org.civichopper.bulk.source.Notes;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options that say where copies for search go: use it as a mixin.
public final class SearchOptions {

    private static final int AT_ONCE = 3; // bulks, each of megabytes

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--search-url",
            paramLabel = "URL",
            description =
                    "Where the search server is, without a login. Default: ES_HOST, which may hold"
                            + " user and password, as https://user:password@host:9200.")
    private String url;

    @Option(
            names = "--search-ca",
            paramLabel = "FILE",
            description = "The certificates (PEM) of whom to trust as the search server.")
    private Path ca;

    /// The server, without asking it.
    ///
    /// @param env the end of names
    /// @param keep how many indices are kept for each alias
    public SearchServer server(
            Surroundings surroundings, String env, int keep, Duration retryFor, Notes notes) {
        var settings =
                new SearchServer.Settings(
                        address(surroundings),
                        Optional.ofNullable(ca),
                        env,
                        keep,
                        retryFor,
                        AT_ONCE);
        try {
            return new SearchServer(settings, notes);
        } catch (IllegalArgumentException e) {
            throw wrong("--search-ca: " + e.getMessage());
        }
    }

    private SearchAddress address(Surroundings surroundings) {
        var text =
                Optional.ofNullable(url)
                        .or(() -> surroundings.value("ES_HOST"))
                        .orElseThrow(() ->
                                wrong(
                                        "expected the address of a search server in ES_HOST or --search-url, found none"));
        try {
            var address = SearchAddress.parse(text);
            if (url != null && address.hasLogin()) {
                throw wrong(
                        "--search-url: expected an address without a login, which would show in the list of processes, found one with it: use ES_HOST");
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw wrong((url == null ? "ES_HOST: " : "--search-url: ") + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
