package org.civichopper.localcloud.openstates;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/// What a request wants to see of a list.
///
/// @param includes what is to be sent, too
/// @param newestFirst for bills
record Question(List<String> includes, int page, int perPage, boolean newestFirst) {

    private static final String NEWEST_FIRST = "updated_desc";
    private static final List<String> SORTS = List.of("updated_asc", NEWEST_FIRST);

    // As Python's fromisoformat reads before 3.11: no Z, and a fraction of 3 or 6 digits or none.
    private static final Pattern TIME =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\d)(?:.(\\d\\d(?::\\d\\d(?::\\d\\d(?:\\.\\d{3}(?:\\d{3})?)?)?)?)"
                            + "([+-]\\d\\d:\\d\\d)?)?");

    static Question read(Asked asked, Kind kind) {
        var invalid = new Invalid();
        var includes = asked.parameters("include");
        for (int i = 0; i < includes.size(); i++) {
            if (!kind.includes().contains(includes.get(i))) {
                invalid.notPermitted("include", i, kind.permittedIncludes());
            }
        }
        var sort = asked.parameter("sort");
        if (kind == Kind.BILL && !sort.isEmpty() && !SORTS.contains(sort)) {
            invalid.notPermitted("sort", "'%s'".formatted(String.join("', '", SORTS)));
        }
        int page = number(asked, "page", 1, invalid);
        int perPage = number(asked, "per_page", kind.usualPage(), invalid);
        invalid.throwIfAny();
        return new Question(includes, page, perPage, sort.isEmpty() || sort.equals(NEWEST_FIRST));
    }

    private static int number(Asked asked, String parameter, int usual, Invalid invalid) {
        var text = asked.parameter(parameter);
        if (asked.parameters(parameter).isEmpty()) {
            return usual;
        }
        if (!text.matches("[+-]?[0-9]{1,9}")) {
            invalid.notANumber(parameter);
            return usual;
        }
        return Integer.parseInt(text);
    }

    /// A time without a zone is one of UTC.
    static Instant time(String text) {
        var time = TIME.matcher(text);
        try {
            if (time.matches()) {
                var day = time.group(1);
                if (time.group(2) == null) {
                    return LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC);
                }
                var clock = time.group(2).length() == 2 ? time.group(2) + ":00" : time.group(2);
                return time.group(3) == null
                        ? LocalDateTime.parse(day + "T" + clock).toInstant(ZoneOffset.UTC)
                        : OffsetDateTime.parse(day + "T" + clock + time.group(3)).toInstant();
            }
        } catch (DateTimeException e) {
            throw notATime();
        }
        throw notATime();
    }

    private static Refusal notATime() {
        return new Refusal(
                400, "datetime must be in ISO-8601 format, try YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS");
    }
}
