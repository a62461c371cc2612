package org.civichopper.bulk.search;

import java.util.Optional;
import org.civichopper.localsearch.LocalSearch;

/// The one search server of these tests, where each has an environment of its own.
///
/// `-Dhopper.search=URL` names another server, an Elasticsearch for one.
public final class SharedSearch {

    public static final String URL =
            Optional.ofNullable(System.getProperty("hopper.search"))
                    .orElseGet(() -> LocalSearch.start().url());

    private SharedSearch() {}
}
