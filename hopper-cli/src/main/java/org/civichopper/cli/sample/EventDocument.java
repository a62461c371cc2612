package org.civichopper.cli.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// One scraped committee meeting, with bills and people on its agenda.
final class EventDocument {

    private static final DateTimeFormatter MOUNTAIN_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'-07:00'");
    private static final int MEETING_DAYS =
            (int) ChronoUnit.DAYS.between(Session.START, Session.END);

    private final SampleOrder order;
    private final Legislature legislature;
    private final Members members;
    private final Bills bills;

    EventDocument(SampleOrder order, Legislature legislature, Members members, Bills bills) {
        this.order = order;
        this.legislature = legislature;
        this.members = members;
        this.bills = bills;
    }

    ObjectNode write(int index, String id, String scrapedAt) {
        var draws = new Draws(order.seed(), "event", index);
        var chamber = draws.pick(legislature.chambers());
        var committee = draws.pick(Words.COMMITTEES);
        var day = Session.START.plusDays(draws.between(1, MEETING_DAYS - 1));
        var page = legislature.site() + "/events/" + (index + 1);

        var json = ScraperJson.object();
        json.put("name", chamber.name() + " " + committee + " #" + (index + 1))
                .put("all_day", false)
                .put(
                        "start_date",
                        MOUNTAIN_TIME.format(
                                day.atTime(draws.between(8, 17), 15 * draws.between(0, 3))))
                .put("end_date", "")
                .put("status", draws.pick(List.of("tentative", "confirmed", "passed")))
                .put("classification", "committee-meeting")
                .put("description", "")
                .put("upstream_id", "");
        json.putObject("location")
                .put("name", draws.pick(Words.ROOMS))
                .put("note", "")
                .putNull("coordinates");
        var media = json.putArray("media");
        if (draws.chance(35)) {
            attach(media, "Live stream", page + "/stream", "text/html", "");
        }
        attach(
                json.putArray("documents"),
                "Agenda",
                page + "/agenda.pdf",
                "application/pdf",
                "agenda");
        json.putArray("links");
        json.set("participants", participants(draws, chamber, committee));
        json.set("agenda", agenda(draws, chamber));
        json.set("sources", ScraperJson.source(page));
        json.putObject("extras");
        if (draws.chance(40)) {
            json.put("dedupe_key", Session.IDENTIFIER + "-event-" + (index + 1));
        }
        json.set("jurisdiction", legislature.reference());
        return json.put("scraped_at", scrapedAt).put("_id", id);
    }

    private static void attach(
            ArrayNode array, String note, String url, String mediaType, String classification) {
        array.addObject()
                .put("note", note)
                .<ObjectNode>set("links", ScraperJson.link(url, mediaType))
                .put("date", "")
                .put("classification", classification);
    }

    private ArrayNode participants(Draws draws, Chamber chamber, String committee) {
        var array = ScraperJson.array();
        array.addObject()
                .put("name", committee)
                .put("entity_type", "organization")
                .put("note", "host")
                .put("organization_id", PseudoId.of("name", committee));
        if (draws.chance(50)) {
            var chair = draws.pick(members.of(chamber));
            array.addObject()
                    .put("name", chair)
                    .put("entity_type", "person")
                    .put("note", "chair")
                    .put("person_id", PseudoId.of("name", chair));
        }
        return array;
    }

    private ArrayNode agenda(Draws draws, Chamber chamber) {
        var array = ScraperJson.array();
        for (var item = draws.between(2, 7); item > 0; item--) {
            if (bills.count() > 0 && draws.chance(85)) {
                var bill = bills.name(draws.between(0, bills.count() - 1)).identifier();
                agendaItem(array, bill, "bill", "consideration")
                        .put("bill_id", PseudoId.of("identifier", bill));
            } else {
                var guest = draws.pick(members.of(chamber));
                agendaItem(array, guest, "person", "participant")
                        .put("person_id", PseudoId.of("name", guest));
            }
        }
        return array;
    }

    /// Returns the entity on the agenda, to which the caller adds its reference.
    private static ObjectNode agendaItem(ArrayNode agenda, String name, String type, String note) {
        var order = agenda.size();
        var json = agenda.addObject();
        json.put("description", "Consideration of " + name).putArray("classification");
        var entity =
                json.putArray("related_entities")
                        .addObject()
                        .put("name", name)
                        .put("entity_type", type)
                        .put("note", note);
        json.putArray("subjects");
        json.putArray("media");
        json.putArray("notes");
        json.put("order", order).putObject("extras");
        return entity;
    }
}
