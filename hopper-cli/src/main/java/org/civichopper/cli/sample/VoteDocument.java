package org.civichopper.cli.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.IntFunction;

/// One scraped roll call: every member of the chamber by name, and counts that add up.
final class VoteDocument {

    private final SampleOrder order;
    private final Legislature legislature;
    private final Members members;
    private final Bills bills;

    VoteDocument(SampleOrder order, Legislature legislature, Members members, Bills bills) {
        this.order = order;
        this.legislature = legislature;
        this.members = members;
        this.bills = bills;
    }

    /// @param billIds the `_id` of each bill in this scrape
    ObjectNode write(int index, String id, IntFunction<String> billIds) {
        var draws = new Draws(order.seed(), "vote", index);
        var bill = bills.name(index % bills.count());
        var rollCall = rollCall(draws, bill, index / bills.count());

        var json = ScraperJson.object();
        json.put("identifier", "").put("motion_text", rollCall.motion());
        json.putArray("motion_classification").add(rollCall.classification());
        json.put("start_date", Session.write(rollCall.time()))
                .put("result", rollCall.tally().passed() ? "pass" : "fail")
                .put("organization", rollCall.chamber().reference())
                .put("legislative_session", Session.IDENTIFIER)
                .put("bill", draws.chance(25) ? PseudoId.ofBill(bill) : billIds.apply(bill.index()))
                .put("bill_action", rollCall.action().orElse(null))
                .put("bill_identifier", bill.identifier());
        json.set("votes", votes(draws, rollCall));
        json.set("counts", counts(rollCall.tally()));
        json.set("sources", ScraperJson.source(legislature.site() + "/rollcalls/" + index));
        json.putObject("extras");
        if (draws.chance(40)) {
            json.put("dedupe_key", bill.identifier() + " in " + Session.IDENTIFIER + "#" + index);
        }
        return json.put("_id", id);
    }

    // First the roll calls that the bill's own history reports, then as many amendments as needed.
    private RollCall rollCall(Draws draws, BillName bill, int round) {
        var course = bills.course(bill.index());
        var reported = course.stream().filter(action -> action.tally().isPresent()).toList();
        if (round < reported.size()) {
            var action = reported.get(round);
            return new RollCall(
                    action.description(),
                    "passage",
                    action.time(),
                    chamber(action.organization()),
                    action.tally().get(),
                    draws.chance(60) ? Optional.of(action.description()) : Optional.empty());
        }
        var number = round - reported.size() + 1;
        return new RollCall(
                "Amendment %d to %s".formatted(number, bill.identifier()),
                "amendment",
                course.getLast().time().plusMinutes(number),
                bill.chamber(),
                Tally.draw(draws, bill.chamber().seats(), draws.chance(50)),
                Optional.empty());
    }

    private Chamber chamber(String classification) {
        return legislature.chambers().stream()
                .filter(chamber -> chamber.classification().equals(classification))
                .findFirst()
                .orElseThrow();
    }

    private ArrayNode votes(Draws draws, RollCall rollCall) {
        var array = ScraperJson.array();
        var voters = draws.shuffled(members.of(rollCall.chamber())).iterator();
        vote(array, "yes", rollCall.tally().yes(), voters);
        vote(array, "no", rollCall.tally().no(), voters);
        vote(array, "excused", rollCall.tally().excused(), voters);
        vote(array, "absent", rollCall.tally().absent(), voters);
        return array;
    }

    private static void vote(ArrayNode array, String option, int count, Iterator<String> voters) {
        for (var vote = 0; vote < count; vote++) {
            var name = voters.next();
            array.addObject()
                    .put("option", option)
                    .put("voter_name", name)
                    .put("voter_id", PseudoId.of("name", name))
                    .put("note", "");
        }
    }

    private static ArrayNode counts(Tally tally) {
        var array = ScraperJson.array();
        array.addObject().put("option", "yes").put("value", tally.yes());
        array.addObject().put("option", "no").put("value", tally.no());
        array.addObject().put("option", "absent").put("value", tally.absent());
        array.addObject().put("option", "excused").put("value", tally.excused());
        array.addObject().put("option", "other").put("value", 0);
        return array;
    }
}
