package org.civichopper.uploader;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Limits;

/// What the importer would say of a document, before it is sent.
final class Inspection {

    private final DocumentReader reader = new DocumentReader(Limits.DEFAULT);

    // A document takes many times its size while it is looked through.
    private final Semaphore places = new Semaphore(2);

    /// Why the importer would reject it, in its own words.
    Optional<String> complaint(Parcel parcel) throws InterruptedException {
        places.acquire();
        try {
            var key = parcel.document().key();
            var content = reader.plain(key.zipped(), parcel.content());
            reader.read(Kind.ofWord(key.kind()).orElseThrow(), content);
            return Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.of(e.getMessage());
        } finally {
            places.release();
        }
    }
}
