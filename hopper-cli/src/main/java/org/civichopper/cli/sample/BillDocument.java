package org.civichopper.cli.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// One scraped bill, its keys in the scrapers' order.
final class BillDocument {

    private static final String PDF = "application/pdf";

    private final SampleOrder order;
    private final Legislature legislature;
    private final Members members;
    private final Bills bills;

    BillDocument(SampleOrder order, Legislature legislature, Members members, Bills bills) {
        this.order = order;
        this.legislature = legislature;
        this.members = members;
        this.bills = bills;
    }

    ObjectNode write(int index, String id, String scrapedAt) {
        var draws = new Draws(order.seed(), "bill", index);
        var bill = bills.name(index);
        var topic = Words.topic(draws);
        var actions = new ArrayList<>(bills.course(index));
        var news = bills.news(index);
        actions.addAll(news);
        var page = legislature.site() + "/" + bill.identifier().replace(" ", "");

        var json = ScraperJson.object();
        json.put("legislative_session", Session.IDENTIFIER)
                .put("identifier", bill.identifier())
                .put("title", Words.title(draws, topic))
                .put("from_organization", bill.chamber().reference());
        json.putArray("classification").add("bill");
        json.set("subject", ScraperJson.array(List.of(topic)));
        json.putArray("abstracts")
                .addObject()
                .put("note", "summary")
                .put("abstract", Words.summary(draws, topic));
        var titles = json.putArray("other_titles");
        if (draws.chance(30)) {
            titles.addObject().put("note", "short title").put("title", "On " + topic);
        }
        json.putArray("other_identifiers");
        json.set("actions", actions(actions));
        json.set("sponsorships", sponsorships(draws, bill));
        json.set("related_bills", related(draws, bill));
        json.set("versions", versions(page, actions, news.size()));
        json.set("documents", documents(draws, page));
        json.putArray("citations");
        json.set("sources", ScraperJson.source(page));
        json.putObject("extras").put("sample_bill_number", index + 1);
        json.set("jurisdiction", legislature.reference());
        return json.put("scraped_at", scrapedAt).put("_id", id);
    }

    private static ArrayNode actions(List<Action> actions) {
        var array = ScraperJson.array();
        for (var action : actions) {
            var json =
                    array.addObject()
                            .put("description", action.description())
                            .put("date", Session.write(action.time()))
                            .put(
                                    "organization_id",
                                    PseudoId.of("classification", action.organization()));
            json.set("classification", ScraperJson.array(action.classification()));
            var related = json.putArray("related_entities");
            action.committee()
                    .ifPresent(name ->
                            related.addObject()
                                    .put("name", name)
                                    .put("entity_type", "organization")
                                    .putNull("organization_id"));
        }
        return array;
    }

    private ArrayNode sponsorships(Draws draws, BillName bill) {
        var array = ScraperJson.array();
        if (draws.chance(10)) {
            var committee = draws.pick(Words.COMMITTEES);
            array.addObject()
                    .put("name", committee)
                    .put("classification", "primary")
                    .put("entity_type", "organization")
                    .put("primary", true)
                    .putNull("person_id")
                    .put("organization_id", PseudoId.of("name", committee));
        }
        var primary = array.isEmpty();
        for (var name : draws.pick(members.of(bill.chamber()), draws.between(2, 6))) {
            sponsor(array, name, bill.chamber(), primary);
            primary = false;
        }
        var second = legislature.after(bill.chamber());
        if (second.isPresent()) {
            for (var name : draws.pick(members.of(second.get()), draws.between(0, 3))) {
                sponsor(array, name, second.get(), false);
            }
        }
        return array;
    }

    private static void sponsor(ArrayNode array, String name, Chamber chamber, boolean primary) {
        array.addObject()
                .put("name", name)
                .put("classification", primary ? "primary" : "cosponsor")
                .put("entity_type", "person")
                .put("primary", primary)
                .put("person_id", PseudoId.ofPerson(name, chamber))
                .putNull("organization_id");
    }

    private ArrayNode related(Draws draws, BillName bill) {
        var array = ScraperJson.array();
        var companion = bill.index() ^ 1; // its neighbour, in the other chamber
        if (draws.chance(20) && companion < bills.count()) {
            array.addObject()
                    .put("identifier", bills.name(companion).identifier())
                    .put("legislative_session", Session.IDENTIFIER)
                    .put("relation_type", "companion");
        }
        return array;
    }

    private static ArrayNode versions(String page, List<Action> actions, int corrections) {
        var array = ScraperJson.array();
        version(array, page, "Introduced", "introduced");
        if (actions.stream().anyMatch(action -> action.is("passage"))) {
            version(array, page, "Engrossed", "");
        }
        if (actions.stream().anyMatch(action -> action.is("enrolled"))) {
            version(array, page, "Enrolled", "enrolled");
        }
        for (var number = 1; number <= corrections; number++) {
            version(array, page, "Corrected " + number, "");
        }
        return array;
    }

    private static void version(ArrayNode array, String page, String note, String classification) {
        var links = ScraperJson.link(page + "/" + note.replace(" ", "") + ".html", "text/html");
        links.addAll(ScraperJson.link(page + "/" + note.replace(" ", "") + ".pdf", PDF));
        array.addObject()
                .put("note", note)
                .<ObjectNode>set("links", links)
                .put("date", "")
                .put("classification", classification);
    }

    private static ArrayNode documents(Draws draws, String page) {
        var array = ScraperJson.array();
        document(array, page, "Fiscal Note", "fiscal-note");
        if (draws.chance(70)) {
            document(array, page, "Digest", "digest");
        }
        return array;
    }

    private static void document(ArrayNode array, String page, String note, String classification) {
        array.addObject()
                .put("note", note)
                .<ObjectNode>set(
                        "links", ScraperJson.link(page + "/" + classification + ".pdf", PDF))
                .put("date", "")
                .put("classification", classification);
    }
}
