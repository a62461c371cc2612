package org.civichopper.bulk.openstates.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.civichopper.bulk.read.Row;

/// Rows of all tables by the bills that they belong to, in files that have no name: a part of the
/// bills has all its rows in one of them, and whatever happens nothing of them stays.
final class Spool implements AutoCloseable {

    private static final long USUAL = 4 << 20; // bytes of a part
    private static final int MOST_PARTS = 256;
    private static final int BUFFER = 1 << 14;

    private final List<FileChannel> files = new ArrayList<>();
    private final List<ByteBuffer> buffers = new ArrayList<>();
    private byte[] record = new byte[BUFFER];

    /// @param bytes that will come, about
    Spool(long bytes) throws IOException {
        try {
            var parts = (int) Math.min(MOST_PARTS, 1 + bytes / USUAL);
            for (var part = 0; part < parts; part++) {
                files.add(nameless(Files.createTempFile("hopper-session-", ".part")));
                buffers.add(ByteBuffer.allocate(BUFFER));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static FileChannel nameless(Path file) throws IOException {
        return FileChannel.open(
                file,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    int parts() {
        return files.size();
    }

    int part(long hash) {
        return (int) Long.remainderUnsigned(hash, files.size());
    }

    void add(int part, CsvMember member, Row row) throws IOException {
        var needed = HEAD + 4 * row.fields();
        for (var field = 0; field < row.fields(); field++) {
            needed += row.end(field) - row.start(field);
        }
        if (record.length < needed) {
            record = Arrays.copyOf(record, Math.max(needed, 2 * record.length));
        }
        var out = ByteBuffer.wrap(record);
        out.put((byte) member.ordinal());
        out.putInt((int) row.line());
        out.putShort((short) row.fields());
        for (var field = 0; field < row.fields(); field++) {
            put(out, row, field);
        }
        write(part, out.flip());
    }

    private static void put(ByteBuffer out, Row row, int field) {
        var at = out.position();
        out.putInt(0);
        var to = row.end(field);
        if (!row.isDoubled(field)) {
            out.put(row.bytes(), row.start(field), to - row.start(field));
        } else {
            for (var from = row.start(field); from < to; from++) {
                out.put(row.bytes()[from]);
                from += row.bytes()[from] == '"' ? 1 : 0; // its twin
            }
        }
        out.putInt(at, out.position() - at - 4);
    }

    private void write(int part, ByteBuffer bytes) throws IOException {
        var buffer = buffers.get(part);
        if (buffer.remaining() < bytes.remaining()) {
            flush(part);
        }
        if (buffer.remaining() < bytes.remaining()) {
            writeAll(files.get(part), bytes);
        } else {
            buffer.put(bytes);
        }
    }

    private void flush(int part) throws IOException {
        var buffer = buffers.get(part).flip();
        writeAll(files.get(part), buffer);
        buffer.clear();
    }

    private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /// The rows of a part, one behind the other; to be read by [#row].
    ByteBuffer open(int part) throws IOException {
        flush(part);
        var file = files.get(part);
        return file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
    }

    private static final int HEAD = 7; // bytes: member, line and how many fields

    /// Whose row begins there.
    static CsvMember member(ByteBuffer in, int begin) {
        return CsvMember.values()[in.get(begin)];
    }

    /// One field of the row that begins there.
    static String field(ByteBuffer in, int begin, int field) {
        var at = begin + HEAD;
        for (var before = 0; before < field; before++) {
            at += 4 + in.getInt(at);
        }
        var bytes = new byte[in.getInt(at)];
        in.get(at + 4, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Goes behind the row that begins there.
    static void pass(ByteBuffer in, int begin) {
        var at = begin + HEAD;
        for (var fields = in.getShort(begin + HEAD - 2); fields > 0; fields--) {
            at += 4 + in.getInt(at);
        }
        in.position(at);
    }

    /// The row that begins where the buffer stands, which is behind it then.
    static SpooledRow row(ByteBuffer in) {
        var member = CsvMember.values()[in.get()];
        var line = in.getInt();
        var values = new String[in.getShort()];
        for (var field = 0; field < values.length; field++) {
            var bytes = new byte[in.getInt()];
            in.get(bytes);
            values[field] = new String(bytes, StandardCharsets.UTF_8);
        }
        return new SpooledRow(member, line, values);
    }

    @Override
    public void close() throws IOException {
        for (var file : files) {
            file.close();
        }
    }
}
