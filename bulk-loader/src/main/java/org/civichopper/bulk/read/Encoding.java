package org.civichopper.bulk.read;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Optional;

/// What the bytes of a record mean: a record that is valid UTF-8 is UTF-8, any other windows-1252;
/// or all are what the operator says.
///
/// @param all of every record; empty for each record's own
public record Encoding(Optional<Charset> all) {

    public static final Encoding OF_EACH_RECORD = new Encoding(Optional.empty());

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final String ASCII = "\"',;\t\r\nAZaz09";

    /// @throws IllegalArgumentException for a name that is not known, or of a charset whose commas
    ///   and line ends are not those of ASCII
    public static Encoding of(String name) {
        try {
            var charset = Charset.forName(name);
            if (charset.canEncode()
                    && Arrays.equals(
                            ASCII.getBytes(charset), ASCII.getBytes(StandardCharsets.US_ASCII))) {
                return new Encoding(Optional.of(charset));
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "expected a charset that extends ASCII, such as UTF-8 or windows-1252, found \"%s\""
                        .formatted(name));
    }

    Charset of(byte[] record, int start, int end) {
        return all.orElseGet(() -> {
            try {
                decode(StandardCharsets.UTF_8, record, start, end);
                return StandardCharsets.UTF_8;
            } catch (CharacterCodingException e) {
                return WESTERN;
            }
        });
    }

    String decode(Charset charset, byte[] bytes, int start, int end)
            throws CharacterCodingException {
        if (all.isEmpty() && charset.equals(WESTERN)) { // the last resort takes everything
            return new String(bytes, start, end - start, WESTERN);
        }
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, start, end - start))
                .toString();
    }
}
