package org.civichopper.bulk.openstates.zip;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.bulk.openstates.zip.CsvBill.Organization;
import org.civichopper.bulk.openstates.zip.SpooledRow.Named;
import org.civichopper.bulk.read.Encoding;
import org.civichopper.bulk.read.Layout;
import org.civichopper.bulk.read.RecordReader;
import org.civichopper.bulk.read.Row;
import org.civichopper.bulk.read.RowRejectedException;
import org.civichopper.bulk.read.Utf8;

/// Puts each bill together from up to seventeen tables that know no order: rows are spooled by the
/// part of the bills that they belong to, and part after part is put together, a bill at a time.
final class CsvBills {

    private static final int LONGEST_ROW = 1 << 23; // bytes
    private static final int LONGEST_BILL = 1 << 24; // as a document may have
    private static final int MOST_ORGANIZATIONS = 200_000;
    private static final int OFTEN = 1 << 20; // bytes
    private static final Encoding UTF_8 = new Encoding(Optional.of(StandardCharsets.UTF_8));

    private final SessionZip zip;
    private final Taker taker;
    private final Map<CsvMember, List<String>> columns = new EnumMap<>(CsvMember.class);
    private final Map<String, Organization> organizations = new HashMap<>();
    private final Homes homes = new Homes();
    private final Set<Long> lost = new HashSet<>(); // what rows belong to and is not there

    CsvBills(SessionZip zip, Taker taker) {
        this.zip = zip;
        this.taker = taker;
    }

    void read() throws IOException, SQLException, InterruptedException {
        try (var spool = new Spool(zip.unpacked())) {
            for (var member : CsvMember.values()) { // what others hang on comes first
                var entry = zip.tables().get(member);
                if (entry != null) {
                    spool(spool, member, entry);
                }
            }
            taker.begin();
            for (var part = 0; part < spool.parts(); part++) {
                new Part(spool.open(part)).putTogether();
            }
        }
    }

    private void spool(Spool spool, CsvMember member, ZipEntry entry)
            throws IOException, SQLException, InterruptedException {
        try (var rows =
                new RecordReader(
                        SessionZip.name(entry),
                        zip.open(entry),
                        new Layout.Headed(LONGEST_ROW),
                        UTF_8)) {
            requireColumns(member, entry, rows.header());
            columns.put(member, rows.header());
            var shown = 0L;
            while (rows.next()) {
                try {
                    rows.fault()
                            .ifPresent(fault -> {
                                throw fault;
                            });
                    spool(spool, member, rows.row());
                } catch (RowRejectedException e) {
                    taker.reject(rows.row().rejected(e.expected(), e.found()));
                }
                if (rows.bytes() - shown > OFTEN) {
                    taker.came(rows.bytes() - shown);
                    shown = rows.bytes();
                }
            }
            taker.came(rows.bytes() - shown);
        }
    }

    private void requireColumns(CsvMember member, ZipEntry entry, List<String> header) {
        var missing = new ArrayList<>(member.required());
        missing.removeAll(header);
        if (!missing.isEmpty()) {
            throw zip.wrong(
                    "columns named %s in %s"
                            .formatted(String.join(", ", missing), SessionZip.name(entry)),
                    "none so named");
        }
    }

    private void spool(Spool spool, CsvMember member, Row row) throws IOException {
        for (var field = 0; field < row.fields(); field++) {
            if (!Utf8.isText(row.bytes(), row.start(field), row.end(field))) {
                throw new RowRejectedException(
                        columns.get(member).get(field) + ": text in UTF-8 without a NUL",
                        "other bytes");
            }
        }
        if (member == CsvMember.ORGANIZATIONS) {
            keep(row);
            return;
        }
        var belongsTo = columns.get(member).indexOf(member.belongsTo());
        var parent = member.parent();
        var part =
                parent.isPresent()
                        ? homes.get(hash(parent.get(), row, belongsTo))
                        : spool.part(hash(CsvMember.BILLS, row, belongsTo));
        if (part < 0) {
            if (lost.add(hash(parent.get(), row, belongsTo))) { // said once, however many rows
                throw lost(parent.get());
            }
            return;
        }
        if (member.isParent()) {
            homes.put(hash(member, row, columns.get(member).indexOf("id")), part);
        }
        spool.add(part, member, row);
    }

    private static long hash(CsvMember of, Row row, int field) {
        return Homes.hash(of.ordinal(), row.bytes(), row.start(field), row.end(field));
    }

    private static RowRejectedException lost(CsvMember parent) {
        return new RowRejectedException(
                "a row of " + parent.word() + " that it belongs to", "none");
    }

    private void keep(Row row) {
        if (organizations.size() == MOST_ORGANIZATIONS) {
            throw zip.wrong("at most " + MOST_ORGANIZATIONS + " organizations", "more");
        }
        var named =
                new Named(
                        SpooledRow.of(CsvMember.ORGANIZATIONS, row),
                        names(CsvMember.ORGANIZATIONS));
        organizations.put(
                named.orEmpty("id"),
                new Organization(named.orEmpty("name"), named.orEmpty("classification")));
    }

    private List<String> names(CsvMember member) {
        return columns.get(member);
    }

    // Where rows begin, and how many bytes they are in all.
    private static final class Places {

        private final List<Integer> begin = new ArrayList<>();
        private long bytes;
    }

    /// A part of the bills with all that belongs to them. Of rows only their places are in memory.
    private final class Part {

        private final ByteBuffer rows;
        private final Map<String, Integer> bills = new LinkedHashMap<>();
        private final Map<String, Places> ofBills = new HashMap<>();

        Part(ByteBuffer rows) {
            this.rows = rows;
        }

        void putTogether() throws IOException, SQLException, InterruptedException {
            sort();
            for (var bill : bills.entrySet()) {
                take(bill.getKey(), named(bill.getValue()));
            }
            for (var lost : ofBills.values()) { // said once, however many rows
                reject(named(lost.begin.getFirst()), lost(CsvMember.BILLS));
            }
        }

        // Rows of bills come first, and then of what others hang on.
        private void sort() throws SQLException {
            var parents = new EnumMap<CsvMember, Map<String, String>>(CsvMember.class);
            while (rows.hasRemaining()) {
                var begin = rows.position();
                var member = Spool.member(rows, begin);
                var owner = Spool.field(rows, begin, names(member).indexOf(member.belongsTo()));
                if (member == CsvMember.BILLS) {
                    if (bills.putIfAbsent(owner, begin) != null) {
                        reject(
                                named(begin),
                                new RowRejectedException("each bill once", "it again"));
                    }
                } else if (member.isParent()) {
                    var id = Spool.field(rows, begin, names(member).indexOf("id"));
                    parents.computeIfAbsent(member, _ -> new HashMap<>()).put(id, owner);
                } else if (member.parent().isPresent()) {
                    owner = parents.getOrDefault(member.parent().get(), Map.of()).get(owner);
                }
                Spool.pass(rows, begin);
                if (member != CsvMember.BILLS && owner != null) {
                    var places = ofBills.computeIfAbsent(owner, _ -> new Places());
                    places.begin.add(begin);
                    places.bytes += rows.position() - begin;
                }
            }
        }

        private Named named(int begin) {
            var row = Spool.row(rows.position(begin));
            return new Named(row, names(row.member()));
        }

        private void take(String id, Named bill)
                throws IOException, SQLException, InterruptedException {
            var places = Optional.ofNullable(ofBills.remove(id)).orElseGet(Places::new);
            if (places.bytes > LONGEST_BILL) {
                reject(
                        bill,
                        new RowRejectedException(
                                "at most %d bytes of one bill".formatted(LONGEST_BILL),
                                places.bytes + " bytes"));
                return;
            }
            var at = bill; // the row that is at fault, if any is
            ObjectNode json;
            try {
                var builder = new CsvBill(zip.readme(), organizations, bill);
                for (var place : places.begin) {
                    at = named(place);
                    builder.add(at);
                }
                at = bill;
                json = builder.json();
            } catch (RowRejectedException e) {
                reject(at, id, e);
                return;
            }
            taker.take(place(bill), json);
        }

        private void reject(Named row, RowRejectedException why) throws SQLException {
            reject(row, row.orEmpty(row.row().member().belongsTo()), why);
        }

        private void reject(Named row, String bill, RowRejectedException why) throws SQLException {
            taker.reject(
                    new Reject(place(row), bill, why.expected(), why.found(), row.row().raw()));
        }

        private String place(Named row) {
            return SessionZip.name(zip.tables().get(row.row().member())) + ":" + row.row().line();
        }
    }
}
