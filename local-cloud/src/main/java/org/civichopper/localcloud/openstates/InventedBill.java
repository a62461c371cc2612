package org.civichopper.localcloud.openstates;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/// One bill after another, each from its own number alone, and odd as real ones are: without a
/// chamber, sponsored by nobody known, with a version of a year, with the time of its neighbour.
///
/// @param people who may sponsor and vote; some of them have left
/// @param votes of every second bill
/// @param voters of each vote
record InventedBill(
        InventedJurisdiction of,
        InventedSession session,
        List<ObjectNode> people,
        int votes,
        int voters) {

    private static final int MINUTE_AND_A_BIT = 61; // seconds between two changes

    // From 0. On every page of twenty one pair has the same time, and no pair is torn by a page's
    // end.
    private static final int PAIRED = 7;

    ObjectNode node(int number) {
        var random =
                new SplittableRandom(
                        of.seed() * 31 + number + of.uuid(session.identifier()).hashCode());
        var bill = InventedJurisdiction.object();
        var chamber = InventedJurisdiction.chamber(number);
        var identifier = (chamber.equals("upper") ? "SB " : "HB ") + (number + 1);
        bill.put("id", "ocd-bill/" + of.uuid("bill", session.identifier(), number))
                .put("session", session.identifier())
                .set("jurisdiction", of.compact());
        if (number % 30 != 29) {
            bill.set("from_organization", of.organization(chamber));
        }
        bill.put("identifier", identifier).put("title", InventedNames.title(number, random));
        var classification = bill.putArray("classification").add("bill");
        if (number % 9 == 2) {
            classification.add("appropriation");
        }
        var subject = bill.putArray("subject");
        if (number % 4 == 1) {
            subject.add("TAXES").add("O'Brien's \"law\"");
        }
        var extras = bill.putObject("extras");
        if (number % 6 == 4) {
            extras.put("fiscal", true).putArray("notes").add("a").add(number);
        }
        var day = LocalDate.of(session.year(), 1, 29).plusDays(number % 90);
        bill.put("created_at", changed(number - 1, 0))
                .put("updated_at", changed(number, random.nextInt(900_000)))
                .put(
                        "openstates_url",
                        "https://openstates.org/%s/bills/%s/"
                                .formatted(of.letters(), identifier.replace(" ", "")))
                .put("first_action_date", day.toString())
                .put("latest_action_date", day.plusDays(20).toString())
                .put("latest_action_description", "Referred")
                .put("latest_passage_date", number % 3 == 1 ? day.plusDays(19).toString() : "");
        addNames(bill, number);
        addSponsors(bill.putArray("sponsorships"), number, random);
        addActions(bill.putArray("actions"), chamber, day, number, random);
        addLink(bill.putArray("sources"), "https://b.example.com/" + number);
        addTexts(bill.putArray("versions"), "v", number % 4, day, random);
        addTexts(bill.putArray("documents"), "Fiscal note ", number % 7 / 5, day, random);
        var voted = bill.putArray("votes");
        for (int vote = 0; number % 2 == 0 && vote < votes; vote++) {
            voted.add(new InventedVote(this, number, vote, random).node(chamber, day));
        }
        return bill;
    }

    private String changed(int number, int micros) {
        boolean isPaired = number % 20 == PAIRED;
        var time =
                LocalDate.of(session.year(), 6, 1)
                        .atStartOfDay()
                        .plusSeconds((long) (isPaired ? number - 1 : number) * MINUTE_AND_A_BIT)
                        .toInstant(ZoneOffset.UTC);
        boolean isInPair = isPaired || number % 20 == PAIRED - 1;
        return Place.time(time.plusNanos(isInPair ? 0 : micros * 1000L));
    }

    private void addNames(ObjectNode bill, int number) {
        var abstracts = bill.putArray("abstracts");
        if (number % 3 == 0) {
            abstracts
                    .addObject()
                    .put("abstract", "What \"%d\" does.".formatted(number))
                    .put("note", "summary");
        }
        var titles = bill.putArray("other_titles");
        if (number % 8 == 3) {
            titles.addObject().put("title", "The Act of " + number).put("note", "short title");
        }
        var identifiers = bill.putArray("other_identifiers");
        if (number % 11 == 5) {
            identifiers.addObject().put("identifier", "LC " + number);
        }
        var related = bill.putArray("related_bills");
        if (number % 12 == 9) {
            related.addObject()
                    .put("identifier", "SB 9")
                    .put("legislative_session", session.identifier())
                    .put("relation_type", "companion");
        }
    }

    // Two people at most, of whom every fifth is not listed any more, and then a committee.
    private void addSponsors(ArrayNode sponsors, int number, SplittableRandom random) {
        int count = number % 13 == 12 ? 0 : 1 + number % 3;
        for (int i = 0; i < count; i++) {
            var sponsor = sponsors.addObject().put("id", id(random));
            if (i == 2) {
                sponsor.put("name", "Committee on Bees")
                        .put("entity_type", "organization")
                        .put("primary", false)
                        .put("classification", "cosponsor")
                        .set("organization", of.organization("lower"));
                continue;
            }
            var person =
                    number % 5 == 4 ? people.getLast() : people.get(random.nextInt(people.size()));
            sponsor.put("name", surname(person))
                    .put("entity_type", "person")
                    .put("primary", i == 0)
                    .put("classification", i == 0 ? "primary" : "cosponsor");
            if (number % 10 != 6) {
                sponsor.set("person", person);
            }
        }
    }

    static String surname(ObjectNode person) {
        var name = person.get("name").textValue();
        return name.substring(name.indexOf(' ') + 1);
    }

    private void addActions(
            ArrayNode actions, String chamber, LocalDate day, int number, SplittableRandom random) {
        var descriptions =
                List.of(
                        "Filed",
                        "Read first time",
                        "Referred to \"Bees\"",
                        "Reported\nfavorably",
                        "Passed",
                        "Referred");
        for (int i = 0; i <= number % descriptions.size(); i++) {
            var action = actions.addObject().put("id", id(random));
            action.set("organization", of.organization(i == 5 ? "executive" : chamber));
            action.put("description", descriptions.get(i))
                    .put("date", i == 3 ? day + "T17:30:00-05:00" : day.plusDays(i).toString());
            var classification = action.putArray("classification");
            switch (i) {
                case 0 -> classification.add("introduction");
                case 2 -> classification.add("referral-committee").add("reading-1");
                case 4 -> classification.add("passage");
                default -> {}
            }
            action.put("order", i);
            var related = action.putArray("related_entities");
            if (i == 2) {
                related.addObject()
                        .put("name", "Committee on Bees")
                        .put("entity_type", "organization");
            }
        }
    }

    // Dated not at all, by a year, or by a day.
    private static void addTexts(
            ArrayNode texts, String note, int count, LocalDate day, SplittableRandom random) {
        for (int i = 0; i < count; i++) {
            var text =
                    texts.addObject()
                            .put("id", id(random))
                            .put("note", note + i)
                            .put(
                                    "date",
                                    i == 0 ? "" : i == 1 ? "" + day.getYear() : day.toString());
            text.putArray("links")
                    .addObject()
                    .put("url", "https://t.example.com/%s/%d.pdf".formatted(id(random), i))
                    .put("media_type", "application/pdf");
        }
    }

    static void addLink(ArrayNode links, String url) {
        links.addObject().put("url", url).put("note", "");
    }

    static String id(SplittableRandom random) {
        return new UUID(
                        random.nextLong() & ~0xF000L | 0x4000L,
                        random.nextLong() >>> 2 | Long.MIN_VALUE)
                .toString();
    }
}
