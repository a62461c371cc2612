package org.civichopper.bulk.search;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options that say where the search server is: use it as a mixin.
public final class SearchOptions {

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

    public SearchPlace place() {
        return new SearchPlace(
                Optional.ofNullable(url), Optional.ofNullable(ca).map(Path::toAbsolutePath));
    }
}
