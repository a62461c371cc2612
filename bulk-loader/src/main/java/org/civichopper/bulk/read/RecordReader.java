package org.civichopper.bulk.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.civichopper.bulk.run.LoadStopped;

/// Reads a member's records, one after the other, in one buffer: nothing is copied and nothing
/// decoded before a field is asked for. A record whose quotes do not fit together is set aside with
/// its first line alone, and the next one begins behind it, so that a stray quote swallows nothing.
public final class RecordReader implements AutoCloseable {

    private static final int USUAL = 1 << 18;
    private static final int MORE = -1; // is wanted to know where the record ends

    private final InputStream in;
    private final String member;
    private final Layout layout;
    private final byte delimiter;
    private final boolean quotes;
    private final Row row;
    private byte[] buffer;
    private int next; // where the next record begins
    private int end; // of what was read
    private boolean ended; // whether there is no more
    private long nextLine = 1;
    private long passed; // bytes before the buffer
    private int width = -1; // fields of each record, where it is known
    private boolean returns = true; // whether lines may end with CRLF
    private boolean last; // whether the field is the record's last
    private int breaks; // line ends within the record
    private String fault; // of the record, null where there is none
    private List<String> header = List.of();

    /// Reads the heading.
    ///
    /// @param member what it is called in places of rejects
    /// @throws LoadStopped.Failed where a column that is used is missing
    public RecordReader(String member, InputStream in, Layout layout, Encoding encoding)
            throws IOException {
        this(member, in, layout, encoding, USUAL);
    }

    /// @param room in bytes; grows up to the longest record
    RecordReader(String member, InputStream in, Layout layout, Encoding encoding, int room)
            throws IOException {
        buffer = new byte[room];
        this.member = member;
        this.in = in;
        this.layout = layout;
        row = new Row(member, encoding);
        switch (layout) {
            case Layout.Csv csv -> {
                delimiter = ',';
                quotes = true;
                readHeader();
                row.columns(new Heading(member, header).positions(csv), csv.key());
            }
            case Layout.Headed headed -> {
                delimiter = ',';
                quotes = true;
                readHeader();
                row.columns(new int[] {0}, headed.key());
                returns = row.end > 1 && buffer[row.end - 2] == '\r';
            }
            case Layout.Tabs tabs -> {
                delimiter = '\t';
                quotes = false;
                readHeading(tabs);
            }
        }
    }

    /// The columns as the member's own header names them; empty where it has none.
    public List<String> header() {
        return header;
    }

    /// The record that [#next] has read.
    public Row row() {
        return row;
    }

    /// How many bytes were taken so far.
    public long bytes() {
        return passed + next;
    }

    /// About how many records there are, from those that came first.
    ///
    /// @param size of the member, in bytes
    public long estimate(long size) throws IOException {
        fill();
        var lines = 0L;
        for (var at = next; at < end; at++) {
            lines += buffer[at] == '\n' ? 1 : 0;
        }
        return lines * Math.max(0, size - bytes()) / Math.max(1, end - next);
    }

    /// What was expected and found where the record is none.
    public Optional<RowRejectedException> fault() {
        if (fault != null) {
            return Optional.of(new RowRejectedException("quotes as in RFC 4180", fault));
        }
        return switch (layout) {
            case Layout.Csv _, Layout.Headed _ ->
                    row.fields == width
                            ? Optional.empty()
                            : Optional.of(wrongWidth(width + " fields, as in the header"));
            case Layout.Tabs tabs ->
                    row.fields >= tabs.least() && row.fields <= tabs.most()
                            ? Optional.empty()
                            : Optional.of(wrongWidth(tabs.width()));
        };
    }

    private RowRejectedException wrongWidth(String expected) {
        return new RowRejectedException(
                expected, row.fields == 1 ? "1 field" : row.fields + " fields");
    }

    /// Goes on to the next record, past lines that are empty.
    ///
    /// @return whether there is one
    public boolean next() throws IOException {
        do {
            var after = scan();
            while (after == MORE) {
                after = fill() ? scan() : tooLong();
            }
            if (after == next) {
                return false;
            }
            row.end = after;
            row.line = nextLine;
            nextLine += 1 + breaks;
            next = after;
        } while (row.fields == 1 && row.starts[0] == row.ends[0] && row.starts[0] == row.start);
        return true;
    }

    // Makes room, and reads on; returns whether that was possible.
    private boolean fill() throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, end - next);
            passed += next;
            end -= next;
            next = 0;
        } else if (end == buffer.length) {
            if (buffer.length >= layout.longest()) {
                return false;
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        end += in.readNBytes(buffer, end, buffer.length - end);
        ended = end < buffer.length;
        return true;
    }

    private int tooLong() {
        if (breaks > 0) {
            return broken("a field whose quote is not closed");
        }
        throw new LoadStopped.Failed(
                "%s:%d: expected a record of at most %d bytes, found a longer one"
                        .formatted(member, nextLine, layout.longest()));
    }

    private int scan() {
        row.begin(buffer, next);
        fault = null;
        breaks = 0;
        last = false;
        if (next == end) {
            return ended ? next : MORE;
        }
        var at = next;
        while (at >= 0 && !last) {
            at = quotes && at < end && buffer[at] == '"' ? quoted(at + 1) : plain(at);
        }
        return at < 0 ? MORE : closed(at);
    }

    private int plain(int from) {
        var at = from;
        while (at < end && buffer[at] != delimiter && buffer[at] != '\n') {
            at++;
        }
        if (at == end && !ended) {
            return MORE;
        }
        last = at == end || buffer[at] == '\n';
        var returned = last && returns && at > from && buffer[at - 1] == '\r';
        row.add(from, returned ? at - 1 : at, false);
        return at == end ? end : at + 1;
    }

    private int quoted(int from) {
        var at = from;
        var twice = false;
        while (at < end && (buffer[at] != '"' || at + 1 < end && buffer[at + 1] == '"')) {
            if (buffer[at] == '"') {
                twice = true;
                at++;
            } else if (buffer[at] == '\n') {
                breaks++;
            }
            at++;
        }
        if (at + 2 >= end && !ended) {
            return MORE;
        }
        if (at >= end) {
            return broken("a field whose quote is not closed");
        }
        row.add(from, at++, twice);
        if (at + 1 < end && buffer[at] == '\r' && buffer[at + 1] == '\n') {
            at++;
        }
        last = at == end || buffer[at] == '\n';
        return last || buffer[at] == delimiter
                ? Math.min(at + 1, end)
                : broken("text behind the closing quote of a field");
    }

    // Over several lines and not as wide as it should be: a quote took in what is not its own.
    private int closed(int after) {
        return fault == null && breaks > 0 && width >= 0 && row.fields != width
                ? broken("a field whose quote takes in further lines")
                : after;
    }

    // The first line alone; returns where the next begins.
    private int broken(String why) {
        fault = why;
        breaks = 0;
        last = true;
        row.begin(buffer, next);
        var at = next;
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, end);
    }

    private void readHeader() throws IOException {
        skipByteOrderMark();
        header = next() ? names() : List.of();
        width = header.size();
    }

    private void readHeading(Layout.Tabs tabs) throws IOException {
        skipByteOrderMark();
        row.columns(tabs.columns().stream().mapToInt(Column::position).toArray(), tabs.key());
        for (var line = 0; line < tabs.heading(); line++) {
            next();
        }
        if (!tabs.first().isEmpty() && begins(tabs.first())) {
            next();
            header = names();
            new Heading(member, header).requireOrder(tabs);
        }
    }

    private List<String> names() {
        var names = new String[row.fields];
        for (var at = 0; at < names.length; at++) {
            names[at] =
                    new String(
                                    buffer,
                                    row.starts[at],
                                    row.ends[at] - row.starts[at],
                                    StandardCharsets.UTF_8)
                            .strip();
        }
        return List.of(names);
    }

    private void skipByteOrderMark() throws IOException {
        while (end < 3 && !ended) {
            fill();
        }
        if (begins("\u00ef\u00bb\u00bf")) {
            next = 3;
        }
    }

    // Byte by byte, whatever they mean.
    private boolean begins(String latin) throws IOException {
        while (end - next < latin.length() && !ended) {
            fill();
        }
        var begins = end - next >= latin.length();
        for (var at = 0; begins && at < latin.length(); at++) {
            begins = (buffer[next + at] & 0xff) == latin.charAt(at);
        }
        return begins;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
