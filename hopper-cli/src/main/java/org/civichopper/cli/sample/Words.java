package org.civichopper.cli.sample;

import java.util.List;

/// What the made-up legislature talks about, and in which words. No name here is a real person's.
final class Words {

    static final List<String> COMMITTEES =
            List.of(
                    "Agriculture",
                    "Appropriations",
                    "Corporations",
                    "Education",
                    "Judiciary",
                    "Labor",
                    "Minerals",
                    "Revenue",
                    "Transportation",
                    "Travel");

    static final List<String> ROOMS =
            List.of("Room E021", "Room E301", "Room W110", "Senate Chamber", "Capitol Auditorium");

    private static final List<String> GIVEN_NAMES =
            List.of(
                    "Abelard",
                    "Brionna",
                    "Caspian",
                    "Delphine",
                    "Evander",
                    "Fenella",
                    "Gideon",
                    "Hesper",
                    "Isidore",
                    "Junia",
                    "Kestrel",
                    "Leocadia",
                    "Merrick",
                    "Nerissa",
                    "Orrin",
                    "Persis",
                    "Quillon",
                    "Rosalba",
                    "Septimus",
                    "Thessaly",
                    "Ulric",
                    "Verity",
                    "Wendell",
                    "Xanthe",
                    "Yorick",
                    "Zelda");
    private static final List<String> NAME_STARTS =
            List.of(
                    "Alder", "Amber", "Ash", "Barrow", "Bramble", "Cinder", "Clover", "Copper",
                    "Dapple", "Elder", "Ember", "Fallow", "Feather", "Gorse", "Harrow", "Hazel",
                    "Juniper", "Lantern", "Linden", "Mallow", "Meadow", "Nettle", "Orchard",
                    "Pebble", "Quarry", "Rowan", "Saffron", "Sorrel", "Tallow", "Thistle", "Timber",
                    "Willow");
    private static final List<String> NAME_ENDS =
            List.of(
                    "beck", "bourne", "brook", "combe", "croft", "dale", "fall", "fern", "gate",
                    "grove", "ham", "hollow", "hurst", "latch", "ledge", "marsh", "mere", "mont",
                    "quill", "reach", "ridge", "shaw", "stead", "thorpe", "vane", "wick", "worth");

    private static final List<String> TOPICS =
            List.of(
                    "public library hours",
                    "the licensing of beekeepers",
                    "county road bridges",
                    "school lunch programs",
                    "water rights of small reservoirs",
                    "volunteer fire districts",
                    "the state fair",
                    "rural broadband",
                    "hunting seasons",
                    "nursing licensure",
                    "property tax relief",
                    "the branding of livestock",
                    "electronic notarization",
                    "wind energy leases",
                    "historic courthouses",
                    "highway rest areas",
                    "community college tuition",
                    "municipal bonds",
                    "court interpreters",
                    "invasive species");
    private static final List<String> VERBS =
            List.of(
                    "amending",
                    "clarifying",
                    "creating",
                    "defining",
                    "expanding",
                    "limiting",
                    "modernizing",
                    "prohibiting",
                    "repealing",
                    "requiring");
    private static final List<String> OBJECTS =
            List.of(
                    "a reporting requirement",
                    "advisory board appointments",
                    "annual fees",
                    "civil penalties",
                    "continuing education",
                    "definitions",
                    "eligibility for grants",
                    "notice to landowners",
                    "rulemaking authority",
                    "the duties of the department",
                    "the membership of the commission",
                    "the use of electronic records");

    private Words() {}

    /// A name that is shared by no two numbers of one legislature.
    static String person(Draws draws, int number) {
        return draws.pick(GIVEN_NAMES) + " " + surname(number);
    }

    private static String surname(int number) {
        var start = NAME_STARTS.get(number / NAME_ENDS.size() % NAME_STARTS.size());
        return start + NAME_ENDS.get(number % NAME_ENDS.size());
    }

    static int surnames() {
        return NAME_STARTS.size() * NAME_ENDS.size();
    }

    static String topic(Draws draws) {
        return draws.pick(TOPICS);
    }

    /// What follows "AN ACT relating to …".
    static String title(Draws draws, String topic) {
        return "AN ACT relating to "
                + topic
                + "; "
                + clause(draws)
                + "; "
                + clause(draws)
                + "; making conforming amendments; and providing for an effective date.";
    }

    static String summary(Draws draws, String topic) {
        var text = new StringBuilder();
        for (var sentence = draws.between(2, 4); sentence > 0; sentence--) {
            text.append("Regarding ")
                    .append(topic)
                    .append(", the act provides for ")
                    .append(clause(draws))
                    .append(" and ")
                    .append(clause(draws))
                    .append(". ");
        }
        return text.toString().strip();
    }

    private static String clause(Draws draws) {
        return draws.pick(VERBS) + " " + draws.pick(OBJECTS);
    }
}
