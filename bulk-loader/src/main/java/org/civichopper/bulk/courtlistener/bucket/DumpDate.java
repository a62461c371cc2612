package org.civichopper.bulk.courtlistener.bucket;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/// The day that names of files end with: when that file was made, which may be the day before the
/// next one was.
final class DumpDate {

    private static final Pattern DATED =
            Pattern.compile("(.+)-(\\d{4}-\\d{2}-\\d{2})\\.(?:csv|csv\\.bz2|sql|sh)");

    private DumpDate() {}

    static Optional<LocalDate> of(String file) {
        var matcher = DATED.matcher(file);
        try {
            return matcher.matches()
                    ? Optional.of(LocalDate.parse(matcher.group(2)))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty(); // of the 31st of June
        }
    }

    static String base(String file) {
        var matcher = DATED.matcher(file);
        return matcher.matches() ? matcher.group(1) : file;
    }
}
