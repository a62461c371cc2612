package org.civichopper.bulk.openstates.zip;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.bulk.read.RowRejectedException;

/// Reads one array of bills, a bill at a time; the full text that stands in each is passed over
/// where it stands.
final class JsonBills {

    private static final long LONGEST_BILL = 1 << 24; // bytes, without its full text
    private static final int DEEPEST = 64;
    private static final int OFTEN = 1 << 20; // bytes
    private static final int MANY = 1 << 16; // tokens
    private static final Set<String> FULL_TEXT = Set.of("raw_text", "raw_text_url");

    private static final JsonMapper JSON =
            new JsonMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(DEEPEST)
                                            .maxStringLength((int) LONGEST_BILL)
                                            .maxNumberLength(100)
                                            .maxNameLength(1_000)
                                            .build())
                            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                            .build());

    private final SessionZip zip;
    private final ZipEntry member;
    private final Taker taker;

    JsonBills(SessionZip zip, ZipEntry member, Taker taker) {
        this.zip = zip;
        this.member = member;
        this.taker = taker;
    }

    void read() throws IOException, SQLException, InterruptedException {
        requireWhole();
        taker.begin();
        try (var in = zip.open(member);
                var parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new JsonParseException(parser, "expected one array of bills");
            }
            var shown = 0L;
            for (var number = 0; parser.nextToken() != JsonToken.END_ARRAY; number++) {
                if (parser.currentToken() == null) {
                    throw new JsonParseException(parser, "expected the array's end");
                }
                take(parser, SessionZip.name(member) + "[" + number + "]");
                var offset = parser.currentLocation().getByteOffset();
                if (offset - shown > OFTEN) {
                    taker.came(offset - shown);
                    shown = offset;
                }
            }
            taker.came(parser.currentLocation().getByteOffset() - shown);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "expected nothing behind the array");
            }
        }
    }

    // Once through all of it, so that nothing of what is damaged or cut is handed over.
    private void requireWhole() throws IOException, InterruptedException {
        try (var in = zip.open(member);
                var parser = JSON.createParser(in)) {
            var shown = 0;
            while (parser.nextToken() != null) {
                if (++shown % MANY == 0) {
                    taker.came(0);
                }
            }
        }
    }

    private void take(JsonParser parser, String place)
            throws IOException, SQLException, InterruptedException {
        var bill = JSON.createObjectNode();
        ObjectNode json;
        try {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                var found = parser.currentToken();
                parser.skipChildren();
                throw new RowRejectedException("a bill as an object", found.toString());
            }
            fill(bill, parser);
            json = new JsonBill(zip.readme(), bill).json();
        } catch (RowRejectedException e) {
            var id = bill.path("id").asText();
            taker.reject(new Reject(place, id, e.expected(), e.found(), bill.toString()));
            return;
        }
        taker.take(place, json);
    }

    private static void fill(ObjectNode bill, JsonParser parser) throws IOException {
        var limited = new Limited(parser);
        try {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                parser.nextToken();
                if (FULL_TEXT.contains(name)) {
                    var before = parser.currentLocation().getByteOffset();
                    parser.skipChildren();
                    parser.finishToken();
                    limited.begin += parser.currentLocation().getByteOffset() - before;
                } else {
                    bill.set(name, JSON.readTree(limited));
                }
            }
        } catch (RowRejectedException e) {
            bill.retain("id");
            pass(parser);
            throw e;
        }
    }

    // To the end of the bill that it stands in.
    private static void pass(JsonParser parser) throws IOException {
        while (parser.currentToken() != null
                && !(parser.currentToken() == JsonToken.END_OBJECT
                        && parser.getParsingContext().inArray()
                        && parser.getParsingContext().getParent().inRoot())) {
            parser.nextToken();
        }
    }

    /// Ends within a bill that is too long.
    private static final class Limited extends JsonParserDelegate {

        private long begin;

        Limited(JsonParser parser) {
            super(parser);
            begin = parser.currentLocation().getByteOffset();
        }

        @Override
        public JsonToken nextToken() throws IOException {
            var bytes = delegate.currentLocation().getByteOffset() - begin;
            if (bytes > LONGEST_BILL) {
                throw new RowRejectedException(
                        "at most %d bytes of one bill".formatted(LONGEST_BILL), "more");
            }
            return delegate.nextToken();
        }

        @Override
        public String nextFieldName() throws IOException {
            return nextToken() == JsonToken.FIELD_NAME ? currentName() : null;
        }
    }
}
