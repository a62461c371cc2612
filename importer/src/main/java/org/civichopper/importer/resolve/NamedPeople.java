package org.civichopper.importer.resolve;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.database.ledger.UnmatchedPeople;
import org.civichopper.model.document.Document;

/// The people that all documents of a batch name, asked for once, when the first of the documents
/// that name somebody has to be compared, or names somebody who was not found before.
public final class NamedPeople {

    private final Connection connection;
    private final Collection<String> jurisdictionIds;
    private final List<Document> documents;
    private People people;

    /// @param documents all of the batch
    public NamedPeople(
            Connection connection, Collection<String> jurisdictionIds, List<Document> documents) {
        this.connection = connection;
        this.jurisdictionIds = jurisdictionIds;
        this.documents = documents;
    }

    /// Whoever these documents of the batch name, and perhaps others.
    public People of(Collection<Document> compared) throws SQLException {
        if (people == null && compared.stream().flatMap(References::people).findAny().isPresent()) {
            people = People.load(connection, jurisdictionIds, namedByAll());
        }
        return people == null ? People.NOBODY : people;
    }

    /// Those of the objects whose names may mean more than when they were imported.
    ///
    /// @param databaseIds of objects that have unmatched names, and whose documents are these
    public Set<String> newlyKnown(Collection<String> databaseIds, Collection<Document> compared)
            throws SQLException {
        if (databaseIds.isEmpty()) {
            return Set.of();
        }
        var known = of(compared).known().stream().map(p -> Map.entry(p.scheme(), p.text()));
        return new UnmatchedPeople(connection).naming(databaseIds, known.toList());
    }

    private Set<PersonReference> namedByAll() {
        return documents.stream()
                .flatMap(References::people)
                .flatMap(reference -> PersonReference.of(reference).stream())
                .collect(toSet());
    }
}
