package org.civichopper.localcloud.openstates;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;

/// Jurisdictions with their people, committees and bills, none of which exist, under the ids of
/// those that do: the same for the same sizes and seed. The first is North Carolina, then come the
/// country, Illinois, whose sessions sort wrong by text, the District, whose sessions have no
/// dates, and Puerto Rico, which has one session that has not begun.
///
/// @param jurisdictions how many, at most 53
/// @param bills of the main session of each; earlier and special ones have a tenth as many
/// @param votes of every second bill
/// @param voters of each vote
public record InventedStates(int jurisdictions, int bills, int votes, int voters, long seed) {

    private static final List<String> NAMES =
            List.of(
                    ("nc North Carolina,us United States,il Illinois,dc District of Columbia,"
                                    + "pr Puerto Rico,al Alabama,ak Alaska,az Arizona,ar Arkansas,"
                                    + "ca California,co Colorado,ct Connecticut,de Delaware,fl Florida,"
                                    + "ga Georgia,hi Hawaii,id Idaho,in Indiana,ia Iowa,ks Kansas,"
                                    + "ky Kentucky,la Louisiana,me Maine,md Maryland,ma Massachusetts,"
                                    + "mi Michigan,mn Minnesota,ms Mississippi,mo Missouri,mt Montana,"
                                    + "ne Nebraska,nv Nevada,nh New Hampshire,nj New Jersey,"
                                    + "nm New Mexico,ny New York,nd North Dakota,oh Ohio,ok Oklahoma,"
                                    + "or Oregon,pa Pennsylvania,ri Rhode Island,sc South Carolina,"
                                    + "sd South Dakota,tn Tennessee,tx Texas,ut Utah,vt Vermont,"
                                    + "va Virginia,wa Washington,wv West Virginia,wi Wisconsin,"
                                    + "wy Wyoming")
                            .split(","));
    private static final int FEWEST_MEMBERS = 12;

    /// For tests and a first look: three pages of bills in the main session.
    public static InventedStates small(long seed) {
        return new InventedStates(5, 45, 2, 4, seed);
    }

    /// The two letters of each.
    public List<String> letters() {
        return NAMES.stream().limit(jurisdictions).map(name -> name.substring(0, 2)).toList();
    }

    /// An API that has all of it.
    public LocalOpenStates serve(Manners manners) {
        var states = LocalOpenStates.start(manners);
        fill(states);
        return states;
    }

    /// Puts all into the API.
    public void fill(LocalOpenStates states) {
        letters().forEach(letters -> fill(states, letters));
    }

    /// Puts one jurisdiction with all that it has into the API.
    public void fill(LocalOpenStates states, String letters) {
        var jurisdiction = of(letters);
        states.put(Kind.JURISDICTION, jurisdiction.node());
        states.put(Kind.JURISDICTION, jurisdiction.municipality());
        jurisdiction.people().forEach(person -> states.put(Kind.PERSON, person));
        jurisdiction.committees().forEach(committee -> states.put(Kind.COMMITTEE, committee));
        for (var session : InventedSession.of(letters)) {
            var each = bills(jurisdiction, session);
            for (int number = 0; number < session.bills(bills); number++) {
                states.put(Kind.BILL, each.node(number));
            }
        }
    }

    /// One as the API gives it, with all that can be included.
    public ObjectNode jurisdiction(String letters) {
        return of(letters).node();
    }

    /// Two of them have no role, and so are not listed.
    public List<ObjectNode> people(String letters) {
        return of(letters).people();
    }

    /// The sessions of one, oldest first.
    public List<String> sessions(String letters) {
        return InventedSession.of(letters).stream().map(InventedSession::identifier).toList();
    }

    /// A bill, with all that can be included; it may have a number that the session does not have
    /// yet.
    ///
    /// @param number from 0
    public ObjectNode bill(String letters, String session, int number) {
        var meant =
                InventedSession.of(letters).stream()
                        .filter(each -> each.identifier().equals(session))
                        .findFirst()
                        .orElseThrow();
        return bills(of(letters), meant).node(number);
    }

    /// What upstream changes later in so many bills of a session, spread over it: each has a new
    /// action, and of several votes the last one is gone.
    ///
    /// @return the ids of these bills
    public List<String> edit(LocalOpenStates states, String letters, String session, int count) {
        var all = states.bills(of(letters).id(), session);
        var edited =
                IntStream.range(0, count).mapToObj(i -> all.get(i * all.size() / count)).toList();
        edited.forEach(id -> states.edit(id, InventedStates::amend));
        return edited;
    }

    private static void amend(ObjectNode bill) {
        var actions = (ArrayNode) bill.get("actions");
        var action = ((ObjectNode) actions.get(actions.size() - 1)).deepCopy();
        actions.add(
                action.put("id", action.get("id").textValue().replace('4', '5'))
                        .put("description", "Amended")
                        .put("order", actions.size()));
        var votes = (ArrayNode) bill.get("votes");
        if (votes.size() > 1) {
            votes.remove(votes.size() - 1);
        }
    }

    private InventedJurisdiction of(String letters) {
        var name =
                NAMES.stream()
                        .filter(each -> each.startsWith(letters + " "))
                        .findFirst()
                        .orElseThrow()
                        .substring(3);
        return new InventedJurisdiction(seed, letters, name, Math.max(FEWEST_MEMBERS, voters));
    }

    private InventedBill bills(InventedJurisdiction jurisdiction, InventedSession session) {
        return new InventedBill(jurisdiction, session, jurisdiction.compactPeople(), votes, voters);
    }
}
