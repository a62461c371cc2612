package org.civichopper.bulk.courtlistener.bucket;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.civichopper.bulk.run.LoadStopped;

/// The dumps of a bucket, as it was listed once. What belongs to a dump, its load script says: the
/// names of files that were made together need not have one date.
public final class Dumps {

    private final Bucket bucket;
    private final Listed files;
    private final TreeMap<LocalDate, BucketFile> scripts;
    private final Map<LocalDate, Dump> read = new HashMap<>();

    private Dumps(Bucket bucket, Listed files) {
        this.bucket = bucket;
        this.files = files;
        this.scripts = new TreeMap<>(files.scripts());
    }

    /// Lists the bucket.
    public static Dumps of(Bucket bucket) throws InterruptedException {
        return new Dumps(bucket, Listed.of(bucket.files()));
    }

    /// All, the newest first. Days of data without a script are dumps, too, unless a script names
    /// files of that day.
    public List<Dump> all() throws InterruptedException {
        var dumps = new ArrayList<Dump>();
        var days = files.days();
        for (var day : scripts.keySet()) {
            var dump = scripted(day);
            dumps.add(dump);
            days.remove(day);
            dump.manifest()
                    .ifPresent(manifest ->
                            manifest.entries()
                                    .forEach(entry ->
                                            DumpDate.of(entry.packed()).ifPresent(days::remove)));
        }
        for (var day : days) {
            dumps.add(Dump.unfinished(day, Optional.empty(), Optional.empty(), files));
        }
        dumps.sort(Comparator.comparing(Dump::date).reversed());
        return dumps;
    }

    /// Reads no more scripts than it has to.
    public Optional<Dump> newestComplete() throws InterruptedException {
        for (var day : scripts.descendingKeySet()) {
            var dump = scripted(day);
            if (dump.isComplete()) {
                return Optional.of(dump);
            }
        }
        return Optional.empty();
    }

    /// The dump whose script is of this day, else the newest with data of it, complete or not.
    public Optional<Dump> of(LocalDate day) throws InterruptedException {
        if (scripts.containsKey(day)) {
            return Optional.of(scripted(day));
        }
        return all().stream().filter(dump -> dump.isOf(day)).findFirst();
    }

    private Dump scripted(LocalDate day) throws InterruptedException {
        if (!read.containsKey(day)) {
            read.put(day, readScript(day, scripts.get(day)));
        }
        return read.get(day);
    }

    private Dump readScript(LocalDate day, BucketFile script) throws InterruptedException {
        try {
            if (script.bytes() > LoadScript.MOST_BYTES) {
                throw new NotAManifestException(
                        "expected at most %,d bytes, found %,d"
                                .formatted(LoadScript.MOST_BYTES, script.bytes()));
            }
            var manifest = LoadScript.read(bucket.read(script, LoadScript.MOST_BYTES));
            return Dump.of(day, script, manifest, files);
        } catch (NotAManifestException e) {
            return Dump.unfinished(day, Optional.of(script), Optional.of(e.getMessage()), files);
        }
    }

    /// Where they lie, to be shown.
    public String place() {
        return bucket.place();
    }

    /// Says why there is nothing to load.
    public LoadStopped.Failed noneComplete() throws InterruptedException {
        var all = all();
        return new LoadStopped.Failed(
                "%s: expected a complete dump, found none%s"
                        .formatted(
                                bucket.place(),
                                all.isEmpty()
                                        ? ""
                                        : "; "
                                                + all.getFirst()
                                                        .shortfall(all.getFirst().missing())));
    }
}
