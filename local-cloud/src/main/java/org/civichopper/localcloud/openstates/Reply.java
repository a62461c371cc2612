package org.civichopper.localcloud.openstates;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// What a request is answered with.
record Reply(int status, Map<String, String> headers, List<Piece> body) {

    static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final byte[] LAST_BLOCK = {3, 0};

    static Reply json(int status, JsonNode body) {
        return new Reply(status, JSON, List.of(Piece.of(body.toString())));
    }

    static Reply json(List<Piece> body) {
        return new Reply(200, JSON, body);
    }

    static Reply of(Misdeed.Status status) {
        return new Reply(
                status.code(),
                status.headers(),
                status.body().isEmpty() ? List.of() : List.of(Piece.of(status.body())));
    }

    byte[] plain() {
        var bytes = new ByteArrayOutputStream();
        body.forEach(piece -> bytes.writeBytes(piece.plain()));
        return bytes.toByteArray();
    }

    byte[] gzip() {
        var bytes = new ByteArrayOutputStream();
        var checksum = new CRC32();
        int length = 0;
        bytes.writeBytes(GZIP);
        for (var piece : body) {
            bytes.writeBytes(piece.deflated());
            checksum.update(piece.plain());
            length += piece.plain().length;
        }
        bytes.writeBytes(LAST_BLOCK);
        writeInt(bytes, (int) checksum.getValue());
        writeInt(bytes, length);
        return bytes.toByteArray();
    }

    private static void writeInt(ByteArrayOutputStream out, int number) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(number >>> shift);
        }
    }
}
