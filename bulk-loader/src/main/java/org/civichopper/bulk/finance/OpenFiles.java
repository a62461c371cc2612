package org.civichopper.bulk.finance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.civichopper.bulk.finance.state.Lookups;
import org.civichopper.bulk.finance.state.Part;
import org.civichopper.bulk.read.Archive;
import org.civichopper.bulk.read.Encoding;
import org.civichopper.bulk.read.Member;
import org.civichopper.bulk.read.RecordReader;
import org.civichopper.bulk.read.Row;
import org.civichopper.bulk.run.LoadStopped;

/// The files of a state while they are read.
final class OpenFiles implements Lookups, AutoCloseable {

    /// A member that is to be read, in the archive that has it.
    record Place(Archive archive, Member member, Part part) {}

    private final Encoding encoding;
    private final List<Archive> archives = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    OpenFiles(StateFiles files, Encoding encoding) {
        this.encoding = encoding;
        for (var found : files.files()) {
            var archive = Archive.open(found.file());
            archives.add(archive);
            found.members()
                    .forEach(use -> places.add(new Place(archive, use.member(), use.part())));
        }
    }

    /// Those of a use, in order.
    List<Place> of(Part.Use use) {
        return places.stream().filter(place -> place.part().use() == use).toList();
    }

    /// To be closed before the next one is opened.
    RecordReader open(Place place) throws IOException {
        return new RecordReader(
                place.member().name(),
                place.archive().open(place.member()),
                place.part().layout(),
                encoding);
    }

    @Override
    public void each(Part part, Consumer<Row> reader) {
        for (var place : places) {
            if (place.part().equals(part)) {
                try (var records = open(place)) {
                    while (records.next()) {
                        if (records.fault().isEmpty()) {
                            reader.accept(records.row());
                        }
                    }
                } catch (IOException e) {
                    throw broken(place, e);
                }
            }
        }
    }

    /// A member ended early, or its bytes are not those that were packed.
    static LoadStopped.Failed broken(Place place, IOException failure) {
        return new LoadStopped.Failed(
                "%s: expected a whole member, found: %s; get the file again"
                        .formatted(place.member().name(), failure.getMessage()),
                failure);
    }

    @Override
    public void close() {
        for (var archive : archives) {
            try {
                archive.close();
            } catch (IOException e) {
                throw new LoadStopped.Failed("a file could not be closed: " + e.getMessage(), e);
            }
        }
    }
}
