package org.civichopper.importer.arrival;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.civichopper.database.jurisdiction.Jurisdictions;

/// Whose each folder of the bucket is. Who may put into a folder is the bucket's to say, so this,
/// and no message, tells one jurisdiction's scraper from another's.
public final class ScraperFolders {

    /// @param name '' where it is not known
    public record Owner(String jurisdictionId, String name) {}

    private static final Pattern FURTHER =
            Pattern.compile("(?<folder>[a-z0-9][a-z0-9_-]*)=(?<id>ocd-jurisdiction/[^\\s,;=]+)");
    private static final String CONGRESS = "ocd-jurisdiction/country:us/government";

    private final Map<String, Owner> owners = new HashMap<>();

    private ScraperFolders(Map<String, String> further) {
        var names = new HashMap<String, String>();
        for (var known : Jurisdictions.read()) {
            var owner = new Owner(known.id(), known.name());
            names.put(known.id(), known.name());
            owners.put(known.abbreviation().toLowerCase(Locale.ROOT), owner);
            if (known.id().equals(CONGRESS)) {
                owners.put("usa", owner); // what scrapers call its folder
            }
        }
        further.forEach(
                (folder, id) -> owners.put(folder, new Owner(id, names.getOrDefault(id, ""))));
    }

    /// A folder for each abbreviation, `usa`, and further ones.
    ///
    /// @param further folder by folder, with commas between them:
    ///   `de-test=ocd-jurisdiction/country:us/state:de/government`
    /// @throws IllegalArgumentException for anything else
    public static ScraperFolders with(String further) {
        var folders = new HashMap<String, String>();
        for (var each : further.isBlank() ? new String[0] : further.strip().split("\\s*,\\s*")) {
            var parts = FURTHER.matcher(each);
            if (!parts.matches() || folders.put(parts.group("folder"), parts.group("id")) != null) {
                throw new IllegalArgumentException(
                        "expected folder=ocd-jurisdiction/…, each folder once and with commas between them, found \"%s\""
                                .formatted(each));
            }
        }
        return new ScraperFolders(folders);
    }

    /// Empty for a folder that nobody has named.
    public Optional<Owner> owner(String folder) {
        return Optional.ofNullable(owners.get(folder));
    }
}
