package org.civichopper.model.jurisdiction;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// A jurisdiction as a person types it: `de`, `us/state:de` and
/// `ocd-jurisdiction/country:us/state:de/government` are the same.
public final class TypedJurisdiction {

    // As …/country:us/state:il/place:chicago/government: of places below a state nobody has a list.
    private static final Pattern FURTHER =
            Pattern.compile("ocd-jurisdiction/country:[a-z]{2}(/[a-z_]+:[a-z0-9_.~-]+)*/[a-z_]+");
    private static final Pattern LEGISLATURE =
            Pattern.compile(
                    "ocd-jurisdiction/country:(us(/(state|territory|district):[^/]*)?|[a-z]{2})/[a-z_]+");

    private TypedJurisdiction() {}

    /// @throws IllegalArgumentException for a jurisdiction that is not known; its message names the
    ///   nearest that is
    public static String id(String typed) {
        var word = typed.strip();
        return KnownJurisdiction.all().stream()
                .filter(each -> each.is(word))
                .map(KnownJurisdiction::id)
                .findFirst()
                .orElseGet(() -> further(word));
    }

    private static String further(String word) {
        if (FURTHER.matcher(word).matches() && !LEGISLATURE.matcher(word).matches()) {
            return word;
        }
        var nearest = nearest(word);
        throw new IllegalArgumentException(
                "expected two letters such as nc, a place such as us/state:nc or an id such as ocd-jurisdiction/country:us/state:nc/government, of one that is known, found \"%s\": the nearest is %s (%s, %s)"
                        .formatted(word, nearest.abbreviation(), nearest.name(), nearest.id()));
    }

    /// Of `ocd-jurisdiction/country:us/state:de/government` it is `us/state:de`.
    static String place(String id) {
        return id.replaceFirst("^ocd-(jurisdiction|division)/", "")
                .replaceFirst("^country:", "")
                .replaceFirst("/(government|legislature)?$", "");
    }

    private static KnownJurisdiction nearest(String word) {
        return KnownJurisdiction.all().stream()
                .map(each -> Map.entry(each, distance(each, word)))
                .min(Comparator.comparingInt(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
    }

    private static int distance(KnownJurisdiction known, String word) {
        var typed = word.toLowerCase(Locale.ROOT);
        return known.spellings()
                .mapToInt(spelling ->
                        2 * edits(spelling, typed)
                                + (spelling.charAt(0) == (typed + " ").charAt(0) ? 0 : 1))
                .min()
                .orElseThrow();
    }

    // How many letters are to be changed, put in or left out.
    private static int edits(String one, String other) {
        var before = new int[other.length() + 1];
        for (var j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var now = new int[other.length() + 1];
            now[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(changed, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[other.length()];
    }
}
