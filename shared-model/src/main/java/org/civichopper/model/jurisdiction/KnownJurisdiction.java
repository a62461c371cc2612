package org.civichopper.model.jurisdiction;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A legislature that Open States knows, as far as a scraper's machine has to know it: the file
/// `jurisdictions.csv` beside this class.
record KnownJurisdiction(String abbreviation, String name, String id) {

    private static final List<KnownJurisdiction> ALL = read();
    private static final String CONGRESS = "ocd-jurisdiction/country:us/government";

    static List<KnownJurisdiction> all() {
        return ALL;
    }

    /// As `us/state:de`.
    String place() {
        return TypedJurisdiction.place(id);
    }

    boolean is(String typed) {
        var word = typed.toLowerCase(Locale.ROOT);
        return abbreviation.equals(word)
                || place().equals(TypedJurisdiction.place(word))
                || id.equals(CONGRESS) && word.equals("usa"); // what scrapers call its folder
    }

    Stream<String> spellings() {
        return Stream.of(abbreviation, name.toLowerCase(Locale.ROOT), place(), id);
    }

    private static List<KnownJurisdiction> read() {
        try (var file = KnownJurisdiction.class.getResourceAsStream("jurisdictions.csv");
                var lines =
                        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .map(cells -> new KnownJurisdiction(cells[0], cells[1], cells[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("jurisdictions.csv", e);
        }
    }
}
