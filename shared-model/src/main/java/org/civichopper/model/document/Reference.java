package org.civichopper.model.document;

import java.util.Map;
import java.util.Optional;
import org.civichopper.model.text.WhiteSpace;

/// How a document names something that it has no database id for.
public sealed interface Reference {

    /// What the scraper says under a key; nothing where it says blanks, or gives an `_id`.
    default Optional<String> known(String key) {
        return switch (this) {
            case Scraped _ -> Optional.empty();
            case Described described ->
                    described.get(key).filter(text -> !WhiteSpace.isBlank(text));
        };
    }

    /// The `_id` of another scraped document: of this batch or of any earlier one.
    record Scraped(String id) implements Reference {
        @Override
        public String toString() {
            return "the _id " + id;
        }
    }

    /// What the scraper knows of it, written `~{"classification": "upper"}` in the document.
    ///
    /// @param written as it stands there
    record Described(String written, Map<String, String> known) implements Reference {

        public Described {
            known = Map.copyOf(known);
        }

        public Optional<String> get(String key) {
            return Optional.ofNullable(known.get(key));
        }

        @Override
        public String toString() {
            return written;
        }
    }
}
