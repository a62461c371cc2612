package org.civichopper.localcloud.socrata;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The rows that a query wants, as they are sent.
record Page(Rows rows, Query query) {

    private static final int BUFFER = 1 << 16;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @FunctionalInterface
    private interface Taker {
        void take(int row) throws IOException;
    }

    void writeCsv(OutputStream out) throws IOException {
        if (isAsStored()) {
            rows.copyHeader(out);
            var run = new Run(out);
            forEach(run);
            run.end();
            return;
        }
        var buffered = new BufferedOutputStream(out, BUFFER);
        line(query.names(), buffered);
        if (query.totals().isEmpty()) {
            var reader = new RowReader(rows);
            forEach(row -> fields(reader.at(row), buffered));
        } else if (query.limit() > 0) {
            line(totals().stream().map(total -> total.orElse("")).toList(), buffered);
        }
        buffered.flush();
    }

    void writeJson(OutputStream out) throws IOException {
        var buffered = new BufferedOutputStream(out, BUFFER);
        var names = query.names();
        buffered.write('[');
        if (query.totals().isEmpty()) {
            var columns = query.fields().stream().mapToInt(Query.Field::column).toArray();
            var reader = new RowReader(rows);
            forEach(
                    new Taker() {
                        private String before = "";

                        @Override
                        public void take(int row) throws IOException {
                            reader.at(row);
                            var values = IntStream.of(columns).mapToObj(reader::text).toList();
                            text(before + object(names, values), buffered);
                            before = "\n,";
                        }
                    });
        } else if (query.limit() > 0) {
            text(object(names, totals()), buffered);
        }
        text("]\n", buffered);
        buffered.flush();
    }

    private boolean isAsStored() {
        return query.totals().isEmpty() && query.names().equals(rows.header());
    }

    private void forEach(Taker taker) throws IOException {
        boolean all = query.condition() == Condition.ALL;
        int left = query.limit();
        int passedOver = all ? query.offset() : 0;
        int place = all ? query.offset() : query.walk().start(query.condition());
        for (; left > 0 && place < rows.count(); place++) {
            int row = query.walk().row(place);
            if (query.condition().holds(row) && passedOver++ >= query.offset()) {
                taker.take(row);
                left--;
            }
        }
    }

    private void fields(RowReader reader, OutputStream out) throws IOException {
        boolean first = true;
        for (var field : query.fields()) {
            if (!first) {
                out.write(',');
            }
            first = false;
            reader.copy(field.column(), out);
        }
        out.write('\n');
    }

    private static void line(List<String> values, OutputStream out) throws IOException {
        text(String.join(",", values) + "\n", out);
    }

    private static String object(List<String> names, List<Optional<String>> values) {
        var members = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            values.get(i)
                    .ifPresent(value -> members.add(Json.quoted(name) + ":" + Json.quoted(value)));
        }
        return "{" + String.join(",", members) + "}";
    }

    private List<Optional<String>> totals() {
        int count = 0;
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int row = query.condition().firstRow(); row < rows.count(); row++) {
            if (query.condition().holds(row)) {
                count++;
                min = Math.min(min, rows.updated(row));
                max = Math.max(max, rows.updated(row));
            }
        }
        var totals = new ArrayList<Optional<String>>();
        for (var total : query.totals()) {
            totals.add(
                    switch (total.kind()) {
                        case COUNT -> Optional.of(Integer.toString(count));
                        case MAX -> count == 0 ? Optional.empty() : Optional.of(time(max));
                        case MIN -> count == 0 ? Optional.empty() : Optional.of(time(min));
                    });
        }
        return totals;
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    private static void text(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Copies records that follow each other in the file at once.
    private final class Run implements Taker {

        private final OutputStream out;
        private int first;
        private int behind; // the last one

        private Run(OutputStream out) {
            this.out = out;
        }

        @Override
        public void take(int row) throws IOException {
            if (row != behind) {
                end();
                first = row;
            }
            behind = row + 1;
        }

        void end() throws IOException {
            if (behind > first) {
                rows.copy(first, behind - 1, out);
            }
        }
    }
}
