package org.civichopper.cli.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A made-up scrape on disk: a folder that looks as if a scraper had filled it.
///
/// @param folder the documents' own folder, for example `out/wy`
/// @param documents how many of each kind
/// @param changed the identifiers of the bills that differ from the revision before, for example
///   `HB 12`
public record SampleScrape(
        Path folder, Map<String, Integer> documents, long bytes, List<String> changed) {

    private static final int MOST_ORGANIZATIONS = 3;

    /// Writes a folder named as the jurisdiction's abbreviation into `out`.
    ///
    /// @throws IllegalArgumentException for a jurisdiction that nobody knows, or if the folder
    ///   already holds something: two scrapes in one folder are no scrape
    public static SampleScrape write(SampleOrder order, Path out) throws IOException {
        var legislature = Legislature.of(order.jurisdiction());
        var writing = new Writing(emptyFolder(out.resolve(legislature.abbreviation())));
        var bills = new Bills(order, legislature);
        var members = new Members(order.seed(), legislature);
        var ids =
                new DocumentIds(
                        order, MOST_ORGANIZATIONS + order.bills() + order.votes() + order.events());

        places(writing, legislature, ids);
        var next = MOST_ORGANIZATIONS;
        var firstBill = next;
        var bill = new BillDocument(order, legislature, members, bills);
        for (var index = 0; index < order.bills(); index++, next++) {
            writing.add("bill", bill.write(index, ids.id(next), ids.scrapedAt(next)));
        }
        var vote = new VoteDocument(order, legislature, members, bills);
        for (var index = 0; index < order.votes(); index++, next++) {
            writing.add(
                    "vote_event",
                    vote.write(index, ids.id(next), which -> ids.id(firstBill + which)));
        }
        var event = new EventDocument(order, legislature, members, bills);
        for (var index = 0; index < order.events(); index++, next++) {
            writing.add("event", event.write(index, ids.id(next), ids.scrapedAt(next)));
        }
        return new SampleScrape(
                writing.folder,
                writing.documents,
                writing.bytes,
                bills.changed().stream().map(BillName::identifier).toList());
    }

    private static void places(Writing writing, Legislature legislature, DocumentIds ids)
            throws IOException {
        writing.add("jurisdiction", PlaceDocuments.jurisdiction(legislature));
        var parent = ids.id(0);
        writing.add(
                "organization",
                PlaceDocuments.organization(legislature.name(), "legislature", null, parent));
        var next = 1;
        for (var chamber : legislature.chambers()) {
            if (!chamber.classification().equals("legislature")) {
                writing.add(
                        "organization",
                        PlaceDocuments.organization(
                                chamber.name(), chamber.classification(), parent, ids.id(next++)));
            }
        }
    }

    private static Path emptyFolder(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        Files.createDirectories(folder);
        try (var files = Files.newDirectoryStream(folder)) {
            if (files.iterator().hasNext()) {
                throw new IllegalArgumentException(
                        folder + ": expected an empty folder or none, found files in it");
            }
        }
        return folder;
    }

    private static final class Writing {

        private final Path folder;
        private final Map<String, Integer> documents = new TreeMap<>();
        private long bytes;

        Writing(Path folder) {
            this.folder = folder;
        }

        void add(String kind, ObjectNode document) throws IOException {
            var content = ScraperJson.write(document).getBytes(StandardCharsets.UTF_8);
            var id = document.path("_id").textValue().replace('/', '-');
            Files.write(folder.resolve(kind + "_" + id + ".json"), content);
            documents.merge(kind, 1, Integer::sum);
            bytes += content.length;
        }
    }
}
