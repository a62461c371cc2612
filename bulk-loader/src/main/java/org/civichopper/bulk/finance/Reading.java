package org.civichopper.bulk.finance;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.bulk.finance.row.Contribution;
import org.civichopper.bulk.finance.row.Report;
import org.civichopper.bulk.finance.row.SearchCopy;
import org.civichopper.bulk.finance.state.Outcome;
import org.civichopper.bulk.finance.state.Part;
import org.civichopper.bulk.finance.state.State;
import org.civichopper.bulk.ledger.LoadRejects;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.bulk.read.Row;
import org.civichopper.bulk.read.RowRejectedException;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.SliceWork;

/// Reads the files of a state, record by record, from the first to the last: a state is one slice,
/// and begins again as a whole. All of it is one transaction.
final class Reading {

    private static final int MANY_REJECTS = 1_000;
    private static final int OFTEN = 4_096; // records

    private final Settings settings;
    private final StateFiles files;
    private final SliceWork work;
    private final Optional<CopyRows> tables;
    private final Optional<SearchCopy> search;
    private final Tally tally = new Tally();
    private final Map<Kind, IdsSeen> ids = new EnumMap<>(Kind.class);
    private final List<Reject> rejects = new ArrayList<>();
    private long bytes;
    private long shownRecords;
    private long shownBytes;

    /// @param staging empty where no tables are loaded
    Reading(
            Settings settings,
            StateFiles files,
            SliceWork work,
            Optional<Staging> staging,
            Optional<SearchCopy> search) {
        this.settings = settings;
        this.files = files;
        this.work = work;
        this.tables = staging.map(each -> new CopyRows(work.connection(), each));
        this.search = search;
        for (var kind : Kind.values()) {
            ids.put(kind, new IdsSeen());
        }
    }

    void read() throws SQLException, InterruptedException {
        try (var open = new OpenFiles(files, settings.encoding())) {
            var rules = settings.state().begin(open, settings.since());
            try {
                for (var use : Part.Use.values()) {
                    readAll(open, use, rules);
                }
            } finally {
                rules.close();
            }
            for (var copy : tables.stream().toList()) {
                copy.pause();
            }
            for (var copy : search.stream().toList()) {
                var refused = copy.finish();
                tally.refused(refused.size());
                rejects.addAll(refused);
            }
            work.reached(LoadStep.COPIED);
            var checkpoint = tally.json().put("fingerprint", files.fingerprint());
            work.checkpoint(checkpoint, tally.counts(bytes), rejects, true);
        } finally {
            for (var copy : tables.stream().toList()) {
                copy.close();
            }
        }
    }

    private void readAll(OpenFiles open, Part.Use use, State.Work rules)
            throws SQLException, InterruptedException {
        switch (use) {
            case LOOKUP -> {}
            case CONTRIBUTIONS, SPECIAL_CONTRIBUTIONS ->
                    readAll(open, use, rules, Kind.CONTRIBUTIONS);
            case REPORTS, SPECIAL_REPORTS -> readAll(open, use, rules, Kind.REPORTS);
        }
    }

    private void readAll(OpenFiles open, Part.Use use, State.Work rules, Kind kind)
            throws SQLException, InterruptedException {
        for (var place : open.of(use)) {
            try (var records = open.open(place)) {
                while (tally.read() < settings.limits().maxItems().orElse(Long.MAX_VALUE)
                        && records.next()) {
                    take(records.row(), records.fault(), place.part(), rules, kind);
                    if (tally.read() % OFTEN == 0) {
                        show(bytes + records.bytes());
                    }
                }
                bytes += records.bytes();
            } catch (IOException e) {
                throw OpenFiles.broken(place, e);
            }
            work.reached(LoadStep.RECEIVED);
        }
    }

    private void show(long now) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        work.came(tally.read() - shownRecords, now - shownBytes);
        shownRecords = tally.read();
        shownBytes = now;
    }

    private void take(
            Row row, Optional<RowRejectedException> fault, Part part, State.Work rules, Kind kind)
            throws SQLException, InterruptedException {
        try {
            if (fault.isPresent()) {
                throw fault.get();
            }
            switch (kind) {
                case CONTRIBUTIONS -> {
                    switch (rules.contribution(row, part)) {
                        case Outcome.Kept<Contribution>(var gift) -> keep(gift);
                        case Outcome.Filtered<Contribution>(var rule) -> tally.filtered(kind, rule);
                    }
                }
                case REPORTS -> {
                    switch (rules.report(row, part)) {
                        case Outcome.Kept<Report>(var report) -> keep(report);
                        case Outcome.Filtered<Report>(var rule) -> tally.filtered(kind, rule);
                    }
                }
            }
        } catch (RowRejectedException e) {
            tally.rejected(kind);
            rejects.add(row.rejected(e.expected(), e.found()));
            if (rejects.size() >= MANY_REJECTS) {
                writeRejects();
            }
        }
    }

    private void keep(Contribution gift) throws SQLException, InterruptedException {
        requireNew(Kind.CONTRIBUTIONS, gift.id());
        tally.kept(Kind.CONTRIBUTIONS);
        tally.gift(gift);
        if (tables.isPresent()) {
            tables.get().add(gift);
        }
        if (search.isPresent()) {
            search.get().add(gift);
        }
    }

    private void keep(Report report) throws SQLException, InterruptedException {
        requireNew(Kind.REPORTS, report.id());
        tally.kept(Kind.REPORTS);
        if (tables.isPresent()) {
            tables.get().add(report);
        }
        if (search.isPresent()) {
            search.get().add(report);
        }
    }

    private void requireNew(Kind kind, String id) {
        if (!ids.get(kind).isNew(id)) {
            throw new RowRejectedException(
                    "an id of its own (%s)".formatted(settings.state().ids()),
                    id + ", which came before");
        }
    }

    // The connection takes no other statement while a COPY is open.
    private void writeRejects() throws SQLException {
        if (tables.isPresent()) {
            tables.get().pause();
        }
        new LoadRejects(work.connection()).add(work.slice(), rejects);
        rejects.clear();
    }
}
