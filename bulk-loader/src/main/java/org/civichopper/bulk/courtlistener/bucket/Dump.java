package org.civichopper.bulk.courtlistener.bucket;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What was exported together.
///
/// @param date of its load script; of its data where there is none
/// @param script empty where there is none, so that the dump is not finished
/// @param manifest empty where the script is none or cannot be read
/// @param fault why the script cannot be read
/// @param files that belong to it and have content, by name
/// @param missing names of those that belong to it and are not there, or have no content
public record Dump(
        LocalDate date,
        Optional<BucketFile> script,
        Optional<Manifest> manifest,
        Optional<String> fault,
        Map<String, BucketFile> files,
        List<String> missing) {

    public boolean isComplete() {
        return missing.isEmpty();
    }

    public long bytes() {
        return files.values().stream().mapToLong(BucketFile::bytes).sum();
    }

    /// Whether this is the day of its script, or of some of its data.
    public boolean isOf(LocalDate day) {
        return date.equals(day)
                || files.keySet().stream()
                        .anyMatch(name -> DumpDate.of(name).filter(day::equals).isPresent());
    }

    /// The file of a table.
    public BucketFile file(Manifest.Entry entry) {
        return files.get(entry.packed());
    }

    public BucketFile schema() {
        return files.get(manifest.orElseThrow().schema());
    }

    /// What of it these tables need, and is missing: their files, schema and script.
    public List<String> missingFor(Collection<Manifest.Entry> entries) {
        if (manifest.isEmpty()) {
            return missing;
        }
        var needed =
                Stream.concat(
                                entries.stream().map(Manifest.Entry::packed),
                                Stream.of(manifest.get().schema()))
                        .toList();
        return missing.stream().filter(needed::contains).toList();
    }

    /// Says what is missing, and why its script does not count.
    public String shortfall(List<String> names) {
        return "dump %s is not complete: missing %s%s"
                .formatted(
                        date,
                        String.join(", ", names),
                        fault.map(each ->
                                        " (%s is no manifest: %s)"
                                                .formatted(
                                                        script.map(BucketFile::name)
                                                                .orElse("the script"),
                                                        each))
                                .orElse(""));
    }

    static Dump of(LocalDate date, BucketFile script, Manifest manifest, Listed there) {
        var names = new ArrayList<String>();
        manifest.entries().forEach(entry -> names.add(entry.packed()));
        names.add(manifest.schema());
        names.add(script.name());
        return new Dump(
                date,
                Optional.of(script),
                Optional.of(manifest),
                Optional.empty(),
                there.withContent(names),
                there.without(names));
    }

    /// @param script that cannot be read, if there is one
    static Dump unfinished(
            LocalDate date, Optional<BucketFile> script, Optional<String> fault, Listed there) {
        var scriptName = "load-bulk-data-%s.sh".formatted(date);
        var names = new ArrayList<>(there.dataOf(date));
        names.add("schema-%s.sql".formatted(date));
        var missing = new ArrayList<>(there.without(names));
        missing.add(scriptName);
        return new Dump(date, script, Optional.empty(), fault, there.withContent(names), missing);
    }
}
