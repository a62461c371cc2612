package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.civichopper.cli.doctor.Outcome.Unchecked;
import org.civichopper.cli.doctor.Outcome.Well;
import org.civichopper.database.ServerTime;
import software.amazon.awssdk.services.s3.S3Client;

/// Our clock against those of others. Which document is newer is told by clocks.
final class Clocks {

    // What a scraper says of its documents' age counts up to five minutes after the bucket's.
    private static final Duration FAR = Duration.ofMinutes(1);

    private final Clock ours;

    Clocks(Clock ours) {
        this.ours = ours;
    }

    Outcome ofDatabase(Connection connection) throws SQLException {
        var before = ours.instant();
        var theirs = ServerTime.now(connection).toInstant();
        return compare("the database", before, theirs);
    }

    Outcome ofBucket(S3Client s3, String bucket) {
        var before = ours.instant();
        var answer = s3.listObjectsV2(list -> list.bucket(bucket).maxKeys(1));
        var date = answer.sdkHttpResponse().firstMatchingHeader("Date");
        if (date.isEmpty()) {
            return new Unchecked("the bucket does not say what time it is");
        }
        var theirs = ZonedDateTime.parse(date.get(), DateTimeFormatter.RFC_1123_DATE_TIME);
        return compare("the bucket", before, theirs.toInstant());
    }

    private Outcome compare(String whose, Instant before, Instant theirs) {
        var half = Duration.between(before, ours.instant()).dividedBy(2);
        var ahead = Duration.between(before.plus(half), theirs);
        if (ahead.abs().minus(half).compareTo(FAR) <= 0) {
            return new Well("%s and we are less than %s apart".formatted(whose, inWords(FAR)));
        }
        return Outcome.found(
                "clock of " + whose,
                "ours, to within " + inWords(FAR),
                "%s %s of ours"
                        .formatted(inWords(ahead.abs()), ahead.isNegative() ? "behind" : "ahead"),
                "let both be set by NTP (timedatectl status); scrapers' machines, too");
    }

    private static String inWords(Duration time) {
        return time.toSeconds() + " s";
    }
}
