package org.civichopper.importer.arrival;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.civichopper.model.wire.ObjectKey;

/// Where an object is kept when it is done with, for example
/// `archived/2026-11-20/de/bill_00c8….3f2a9c41d07e.json`.
///
/// @param day on which the object first came
/// @param objectKey under which a scraper put it
/// @param hash the beginning of its content's
public record StoredKey(String value, LocalDate day, ObjectKey objectKey, String hash) {

    private static final Pattern SHAPE =
            Pattern.compile(
                    "(?:archived|rejected)/(?<day>\\d{4}-\\d\\d-\\d\\d)/(?<name>.+)"
                            + "\\.(?<hash>[0-9a-f]{12})(?<end>\\.json(?:\\.gz)?)");

    /// Empty for what is no object that was put away, as the reason beside a rejected one.
    public static Optional<StoredKey> parse(String key) {
        var parts = SHAPE.matcher(key);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var day = LocalDate.parse(parts.group("day"));
            return ObjectKey.ofDocument(parts.group("name") + parts.group("end"))
                    .map(objectKey -> new StoredKey(key, day, objectKey, parts.group("hash")));
        } catch (DateTimeException e) {
            return Optional.empty(); // no day of any year
        }
    }

    /// How the keys of all contents begin that came under one key on one day.
    ///
    /// @param folder [Delivery#ARCHIVED] or [Delivery#REJECTED]
    public static String prefix(String folder, LocalDate day, String objectKey) {
        return folder + "/" + day + "/" + objectKey.substring(0, end(objectKey)) + ".";
    }

    static String of(String folder, LocalDate day, String objectKey, String hash) {
        return prefix(folder, day, objectKey) + hash + objectKey.substring(end(objectKey));
    }

    private static int end(String objectKey) {
        return objectKey.lastIndexOf(".json");
    }
}
