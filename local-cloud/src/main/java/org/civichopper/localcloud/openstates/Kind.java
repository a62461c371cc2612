package org.civichopper.localcloud.openstates;

import java.util.List;
import java.util.stream.Collectors;

/// What the API lists, each under a path of its own.
public enum Kind {
    JURISDICTION(
            "jurisdictions",
            52,
            52,
            List.of("organizations", "legislative_sessions", "latest_runs")),
    PERSON(
            "people",
            10,
            50,
            List.of("other_names", "other_identifiers", "links", "sources", "offices")),
    COMMITTEE("committees", 20, 20, List.of("memberships", "links", "sources")),
    BILL(
            "bills",
            10,
            20,
            List.of(
                    "sponsorships",
                    "abstracts",
                    "other_titles",
                    "other_identifiers",
                    "actions",
                    "sources",
                    "documents",
                    "versions",
                    "votes",
                    "related_bills"));

    private final String path;
    private final int usualPage;
    private final int largestPage;
    private final List<String> includes;

    Kind(String path, int usualPage, int largestPage, List<String> includes) {
        this.path = path;
        this.usualPage = usualPage;
        this.largestPage = largestPage;
        this.includes = includes;
    }

    String path() {
        return "/" + path;
    }

    int usualPage() {
        return usualPage;
    }

    int largestPage() {
        return largestPage;
    }

    /// What is sent only when it is asked for.
    public List<String> includes() {
        return includes;
    }

    String permittedIncludes() {
        return includes.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
    }
}
