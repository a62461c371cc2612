package org.civichopper.cli.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.civichopper.bulk.ledger.LoadStanding;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.database.ledger.Waiting;
import org.civichopper.database.schema.Difference;

/// How the importer is doing at one moment. "Today" is the 24 hours before it.
///
/// @param objective how long 95 of 100 documents may take from scraped to committed
/// @param deadLetters messages that were received too often and never done
/// @param oldest the object that lies longest where scrapers put them; nothing when none does
/// @param today by kind and outcome, the most frequent outcomes first
/// @param freshness of each jurisdiction today, the slowest first
/// @param now the freshness of all jurisdictions in the last quarter of an hour
/// @param late how many documents of that quarter took longer than the objective
/// @param waits what the first of the parked documents wait for
/// @param runs scrapes that are not closed and imports that have not ended, the newest first
/// @param standstill since when nothing is received because the bucket refuses to work as it must
/// @param unconfirmed closed scrapes that retire something only when a person says so
/// @param hindrances tables and columns without which no batch can be imported
/// @param loads of whole data sets, those that ran last first; none where nothing was ever loaded
/// @param realtime whether the realtime way has its tables here; without them, loads are all there
///   is to tell
public record Status(
        Instant at,
        Duration objective,
        Answer<Depth> queue,
        Answer<Long> deadLetters,
        Answer<Optional<Oldest>> oldest,
        Optional<LastBatch> lastBatch,
        List<Documents> today,
        List<Freshness> freshness,
        Optional<Freshness> now,
        long late,
        Waiting parked,
        Waits waits,
        Rejections rejected,
        Failing failing,
        List<OpenRun> runs,
        Optional<Instant> standstill,
        List<UnconfirmedRun> unconfirmed,
        List<Difference> hindrances,
        List<LoadStanding> loads,
        boolean realtime) {

    /// In words for people, where the realtime way has no tables.
    public static final String LOADS_ALONE =
            "the realtime way has no tables here: hopper db init makes them";

    /// Of a database that only ever saw loads of whole data sets.
    static Status ofLoads(
            Instant at,
            Duration objective,
            Answer<Depth> queue,
            Answer<Long> deadLetters,
            Answer<Optional<Oldest>> oldest,
            List<LoadStanding> loads) {
        return new Status(
                at,
                objective,
                queue,
                deadLetters,
                oldest,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                0,
                new Waiting(0, Duration.ZERO, 0),
                new Waits(List.of(), 0),
                new Rejections(0, 0, Optional.empty()),
                new Failing(0, 0, Optional.empty()),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                loads,
                false);
    }

    /// About how many messages there are.
    ///
    /// @param waiting that anybody may receive
    /// @param held that somebody has received, or that were given back for later
    /// @param delayed whose sender asked that they wait a moment
    public record Depth(long waiting, long held, long delayed) {

        /// Those that are not done, wherever they are.
        long undone() {
            return waiting + held + delayed;
        }
    }

    /// @param whole whether all objects were looked at, so that none is older
    public record Oldest(String key, Instant putAt, boolean whole) {}

    /// @param documents how many it imported or set aside
    public record LastBatch(long number, Instant committedAt, long documents) {}

    /// @param kind of the documents, or `message` for what named none
    /// @param outcome as the ledger has it
    public record Documents(String kind, String outcome, long documents) {}

    /// From scraped to committed, rounded up to two digits. The documents are those of which that
    /// is known.
    ///
    /// @param jurisdictionId empty for all together
    public record Freshness(
            String jurisdictionId, long documents, Duration half, Duration p95, Duration longest) {}

    /// What parked documents wait for, of the first [StatusReader#COUNTED] of them.
    ///
    /// @param largest those that most documents wait for
    /// @param more how many there are beside these
    public record Waits(List<Wait> largest, long more) {}

    /// A session, or bills of a session.
    ///
    /// @param example the one whose first document has waited longest
    /// @param things how many bills; 1 for a session
    public record Wait(
            String jurisdictionId, Awaited example, long things, long documents, Duration longest) {

        /// For example `us/state:de, bill HB 6 of session 153 and 2 more`.
        public String what() {
            return "%s, %s%s"
                    .formatted(
                            Words.jurisdiction(jurisdictionId),
                            example.words(),
                            things == 1 ? "" : " and " + Words.number(things - 1) + " more");
        }

        public String todo() {
            return example.isSession()
                    ? "no jurisdiction document that names the session came: scrape or import it"
                    : "the bill did not come, or under another identifier: scrape or import it";
        }
    }

    /// What was rejected and not put back since.
    ///
    /// @param open how many; more than [StatusReader#COUNTED] are not counted
    /// @param today how many of these are of the last 24 hours
    public record Rejections(long open, long today, Optional<Rejection> newest) {}

    /// @param id its number in `hopper.rejected`
    public record Rejection(
            long id, String file, String place, String expected, String found, Instant at) {}

    /// Documents that the importer fails with again and again although nothing is known to be wrong
    /// with them.
    ///
    /// @param documents how many; more than [StatusReader#COUNTED] are not counted
    /// @param repeated how many of these failed more than once, and within the last 24 hours
    public record Failing(long documents, long repeated, Optional<Failure> worst) {}

    /// @param id its number in `hopper.failed`
    public record Failure(long id, String file, String error, int times, Instant lastAt) {}

    /// @param source `scrape` or `directory`
    /// @param endedAt when a scrape said that it was over; then it waits for objects
    /// @param expected how many objects it sent, by its own word; 0 until it is over
    /// @param received how many of these have come
    public record OpenRun(
            String id,
            String jurisdictionId,
            String source,
            Instant beganAt,
            Optional<Instant> endedAt,
            long expected,
            long received) {}

    /// @param wouldRetire in words, for example `90 event`
    public record UnconfirmedRun(String id, String jurisdictionId, String wouldRetire) {}

    /// What was known of the database, and what waits for it while it does not answer.
    public Status meanwhile(Instant now, WithoutDatabase known) {
        return new Status(
                now,
                objective,
                known.queue(),
                known.deadLetters(),
                known.oldest(),
                lastBatch,
                today,
                freshness,
                this.now,
                late,
                parked,
                waits,
                rejected,
                failing,
                runs,
                standstill,
                unconfirmed,
                hindrances,
                loads,
                realtime);
    }

    /// What needs a person, the most pressing first; empty when all is well.
    public List<Concern> concerns() {
        return Concerns.of(this);
    }
}
