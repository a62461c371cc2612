package org.civichopper.localcloud.openstates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/// A vote on a bill. Some have no date, some one with a zone; of every voter in ten only the name
/// is known.
record InventedVote(InventedBill of, int bill, int number, SplittableRandom random) {

    private static final List<String> OPTIONS = List.of("yes", "yes", "no", "not voting", "absent");

    ObjectNode node(String chamber, LocalDate day) {
        var vote = InventedJurisdiction.object();
        vote.put("id", "ocd-vote/" + of.of().uuid("vote", of.session().identifier(), bill, number))
                .put("motion_text", "Shall \"%d\" pass, reading %d?".formatted(bill + 1, number));
        var motion = vote.putArray("motion_classification");
        if (number % 2 == 1) {
            motion.add("passage");
        }
        vote.put("start_date", startDate(day))
                .put("result", number % 3 == 2 ? "fail" : "pass")
                .put("identifier", number == 0 ? "RC#" + (bill + 1) : "");
        vote.putObject("extras");
        vote.set("organization", of.of().organization(chamber));
        var records = vote.putArray("votes");
        int yes = 0;
        int no = 0;
        int first = random.nextInt(of.people().size());
        for (int voter = 0; voter < of.voters(); voter++) {
            var person = of.people().get((first + voter) % of.people().size());
            var option = OPTIONS.get(random.nextInt(OPTIONS.size()));
            yes += option.equals("yes") ? 1 : 0;
            no += option.equals("no") ? 1 : 0;
            var record =
                    records.addObject()
                            .put("id", InventedBill.id(random))
                            .put("option", option)
                            .put("voter_name", InventedBill.surname(person));
            if (random.nextInt(10) > 0) {
                record.set("voter", person);
            }
        }
        var counts = vote.putArray("counts");
        counts.addObject().put("option", "yes").put("value", yes);
        counts.addObject().put("option", "no").put("value", no);
        InventedBill.addLink(
                vote.putArray("sources"), "https://v.example.com/%d/%d".formatted(bill, number));
        return vote;
    }

    private String startDate(LocalDate day) {
        return switch ((bill / 2 + number) % 3) {
            case 0 -> day.plusDays(19).toString();
            case 1 -> day.plusDays(19) + "T10:00:00+05:00";
            default -> "";
        };
    }
}
