package org.civichopper.localcloud.socrata;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.SplittableRandom;

/// One service request after another, each from its own number alone, so that a later version of it
/// needs no file to be found in.
final class Invention {

    static final String[] FIELDS =
            (":id,:updated_at,srnumber,requesttype,status,actiontaken,createddate,updateddate,"
                            + "servicedate,closeddate,requestsource,anonymous,mobileos,owner,nc,ncname,"
                            + "policeprecinct,apc,assignto,cd,cdmember,address,zipcode,latitude,longitude")
                    .split(",");

    private static final int UPDATED_AT = 1;
    private static final int STATUS = 4;
    private static final int ACTION = 5;
    private static final int UPDATED = 7;
    private static final int CLOSED = 9;

    private static final String ID_LETTERS = "23456789abcdefghijkmnpqrstuvwxyz";
    private static final String ID_SIGNS = "._-~";
    private static final long ID_MASK = (1L << 40) - 1;
    private static final LocalTime NIGHTLY = LocalTime.of(10, 0); // when the city publishes, in UTC

    private static final List<String> STATES =
            List.of("Closed", "Open", "Pending", "Cancelled", "Referred Out");
    private static final List<String> ACTIONS =
            List.of("SR Created", "SR Updated", "Information Provided");
    private static final List<String> PRECINCTS =
            List.of("LANTERN", "SOUTH 77", "NORTH", "QUINCE HILLS", "HARBOR END");
    private static final List<String> COMMISSIONS =
            List.of("Middle Valley APC", "Upper Valley APC", "Shore APC", "Old Town APC");
    private static final List<String> YARDS = List.of("EV", "WV", "NC", "SO", "HB");
    private static final List<String> MEMBERS =
            List.of("Ada Example", "Bo O'Sample", "Cy Placeholder", "Di Invented-Name");
    private static final List<String> STREETS =
            List.of(
                    "N OSPREY AVE",
                    "OLD FERRY RD",
                    "S LANTERN BLVD",
                    "W QUINCE ST",
                    "HALYARD CT",
                    "E THIMBLE WAY",
                    "PERSIMMON PL",
                    "W BELLOWS DR");

    private final int year;
    private final long seed;
    private final References references = References.read();

    Invention(int year, long seed) {
        this.year = year;
        this.seed = seed;
    }

    boolean isEdited(int number, double share) {
        return new SplittableRandom(~start(number)).nextDouble() < share;
    }

    /// As it stands after it was closed, months after every other one. In half of them the city's
    /// own date of the update stays.
    String[] edited(int number) {
        var request = request(number);
        var random = new SplittableRandom(~start(number));
        var edit = LocalDate.of(year + 1, 6, 1).atTime(NIGHTLY);
        request[UPDATED_AT] = platformTime(edit, random.nextInt(500));
        request[STATUS] = "Closed";
        request[ACTION] = "SR Updated";
        request[CLOSED] = time(edit.minusMinutes(random.nextInt(10_000)));
        if (random.nextBoolean()) {
            request[UPDATED] = request[CLOSED];
        }
        return request;
    }

    String[] request(int number) {
        var random = new SplittableRandom(start(number));
        var created = created(random);
        var changed = created.plusMinutes(random.nextInt(20 * 1440));
        var status = often(STATES, random);
        var type = often(references.types(), random);
        var source = often(references.sources(), random);
        var council = evenly(references.councils(), random);
        int house = 100 + random.nextInt(19_900);
        int zip = 90_001 + random.nextInt(1600);
        var place = place(council, random);
        return new String[] {
            id(number),
            platformTime(changed.toLocalDate().plusDays(1).atTime(NIGHTLY), random.nextInt(40)),
            serviceNumber(number, random),
            type.name(),
            status,
            often(ACTIONS, random),
            time(created),
            oneIn(20, random) ? "" : time(changed),
            serviced(created, random),
            status.equals("Closed") ? closed(created, changed, random) : "",
            source,
            random.nextBoolean() ? "Y" : "N",
            source.equals("Mobile App") ? (random.nextBoolean() ? "iOS" : "Android") : "",
            type.owner(),
            council.code(),
            council.name(),
            evenly(PRECINCTS, random),
            evenly(COMMISSIONS, random),
            evenly(YARDS, random),
            Integer.toString(1 + random.nextInt(15)),
            evenly(MEMBERS, random),
            address(house, zip, random),
            oneIn(50, random) ? "" : Integer.toString(zip),
            place[0],
            place[1]
        };
    }

    private long start(int number) {
        return (seed * 31 + year) * 0x9E3779B97F4A7C15L + number;
    }

    private LocalDateTime created(SplittableRandom random) {
        var first = LocalDate.of(year, 1, 1).atStartOfDay();
        long minutes = Duration.between(first, first.plusYears(1)).toMinutes();
        return first.plusMinutes(random.nextLong(minutes));
    }

    /// A number that is scattered over all ids and leads to one of them only.
    private String id(int number) {
        long scattered = number | (long) (year % 100) << 30;
        scattered = (scattered ^ seed) * 0x9E3779B97F4A7C15L & ID_MASK;
        scattered ^= scattered >>> 20;
        var id = new StringBuilder("row-");
        for (int i = 0; i < 8; i++) {
            if (i == 4) {
                id.append(ID_SIGNS.charAt(number & 3));
            }
            id.append(ID_LETTERS.charAt((int) (scattered >>> 5 * i) & 31));
        }
        return id.toString();
    }

    // Now and then two rows are versions of one request.
    private String serviceNumber(int number, SplittableRandom random) {
        int counted = oneIn(1000, random) && number > 0 ? number - 1 : number;
        return "1-" + (year % 100 * 100_000_000L + 1 + counted);
    }

    // Once in a while in another millennium.
    private static String serviced(LocalDateTime created, SplittableRandom random) {
        var day = created.toLocalDate().plusDays(1 + random.nextInt(14));
        if (oneIn(10, random)) {
            return "";
        }
        return time((oneIn(1000, random) ? day.plusYears(1000) : day).atStartOfDay());
    }

    // Once in a while before it was made.
    private static String closed(
            LocalDateTime created, LocalDateTime changed, SplittableRandom random) {
        return time(oneIn(2000, random) ? created.minusDays(3) : changed);
    }

    private static String address(int house, int zip, SplittableRandom random) {
        var street = evenly(STREETS, random);
        if (oneIn(100, random)) {
            return "";
        }
        var unit = oneIn(200, random) ? "UNIT \"" + (char) ('A' + random.nextInt(8)) + "\", " : "";
        return unit + house + " " + street + ", " + zip;
    }

    // Near the council's; once in a while nowhere at all, or in the Gulf of Guinea.
    private static String[] place(References.Council council, SplittableRandom random) {
        if (oneIn(500, random)) {
            return random.nextBoolean() ? new String[] {"", ""} : new String[] {"0.0", "0.0"};
        }
        return new String[] {
            degrees(council.latitude() + random.nextDouble() * 0.04 - 0.02),
            degrees(council.longitude() + random.nextDouble() * 0.04 - 0.02)
        };
    }

    private static String degrees(double exact) {
        return Double.toString(Math.round(exact * 1e8) / 1e8);
    }

    private static String time(LocalDateTime minute) {
        return minute + ":00.000";
    }

    private static String platformTime(LocalDateTime minute, int millis) {
        return minute + ":00." + (1000 + millis + "").substring(1) + "Z";
    }

    private static boolean oneIn(int many, SplittableRandom random) {
        return random.nextInt(many) == 0;
    }

    private static <T> T evenly(List<T> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }

    // The first ones most.
    private static <T> T often(List<T> all, SplittableRandom random) {
        double chance = random.nextDouble();
        return all.get((int) (chance * chance * chance * all.size()));
    }
}
