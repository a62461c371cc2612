package org.civichopper.bulk.courtlistener.bucket;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The files of a bucket at one moment.
record Listed(Map<String, BucketFile> byName) {

    private static final String DATA = ".csv.bz2";
    private static final int PACKED = ".bz2".length();

    static Listed of(List<BucketFile> files) {
        return new Listed(
                files.stream().collect(Collectors.toMap(BucketFile::name, Function.identity())));
    }

    Map<String, BucketFile> withContent(Collection<String> names) {
        var found = new LinkedHashMap<String, BucketFile>();
        names.stream()
                .filter(this::hasContent)
                .forEach(name -> found.put(name, of(name).orElseThrow()));
        return found;
    }

    List<String> without(Collection<String> names) {
        return names.stream().filter(name -> !hasContent(name)).distinct().toList();
    }

    private boolean hasContent(String name) {
        return of(name).filter(BucketFile::hasContent).isPresent();
    }

    // What lies unpacked stands for what it was packed in.
    private Optional<BucketFile> of(String name) {
        return Optional.ofNullable(byName.get(name))
                .or(() ->
                        Optional.ofNullable(
                                name.endsWith(DATA)
                                        ? byName.get(name.substring(0, name.length() - PACKED))
                                        : null));
    }

    /// The days of which there is data.
    TreeSet<LocalDate> days() {
        return byName.keySet().stream()
                .filter(name -> name.endsWith(DATA))
                .flatMap(name -> DumpDate.of(name).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<String> dataOf(LocalDate day) {
        return byName.keySet().stream()
                .filter(name -> name.endsWith(DATA))
                .filter(name -> DumpDate.of(name).filter(day::equals).isPresent())
                .sorted()
                .toList();
    }

    /// Load scripts with content, by their day.
    Map<LocalDate, BucketFile> scripts() {
        var scripts = new LinkedHashMap<LocalDate, BucketFile>();
        for (var file : byName.values()) {
            if (file.name().endsWith(".sh")
                    && DumpDate.base(file.name()).equals("load-bulk-data")
                    && file.hasContent()) {
                DumpDate.of(file.name()).ifPresent(day -> scripts.put(day, file));
            }
        }
        return scripts;
    }
}
