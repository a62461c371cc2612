package org.civichopper.bulk.courtlistener;

import java.io.IOException;
import java.io.InputStream;
import org.civichopper.bulk.bzip2.Bzip2Part;

/// The bytes that a part unpacks to, and those that follow it in its file.
interface Unpacked extends AutoCloseable {

    /// Returns how many bytes of the part were read, or -1 when all of them are.
    int read(byte[] into, int offset, int length) throws IOException, InterruptedException;

    /// Once those are read: returns how many of what follows were, or -1 at the end of the file.
    int readBeyond(byte[] into, int offset, int length) throws IOException, InterruptedException;

    /// Once those are read: what [Proofs] wants to know of them.
    String proof();

    @Override
    void close() throws IOException;

    /// @param file its bytes from the beginning of the part on; closed with what is returned
    /// @param decoders how many threads unpack it
    static Unpacked of(Part part, InputStream file, int decoders) {
        return part.isPacked()
                ? packed(new Bzip2Part(file, part.from(), part.to(), decoders))
                : new Plain(file, part.to() - part.from());
    }

    private static Unpacked packed(Bzip2Part blocks) {
        return new Unpacked() {
            @Override
            public int read(byte[] into, int offset, int length)
                    throws IOException, InterruptedException {
                return blocks.read(into, offset, length);
            }

            @Override
            public int readBeyond(byte[] into, int offset, int length)
                    throws IOException, InterruptedException {
                return blocks.readBeyond(into, offset, length);
            }

            @Override
            public String proof() {
                return blocks.proof().text();
            }

            @Override
            public void close() throws IOException {
                blocks.close();
            }
        };
    }

    /// Of a file that lies unpacked.
    final class Plain implements Unpacked {

        private final InputStream file;
        private long left;

        Plain(InputStream file, long length) {
            this.file = file;
            this.left = length;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            var read = file.read(into, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new IOException("expected %d bytes more, found its end".formatted(left));
            }
            left -= read;
            return read;
        }

        @Override
        public int readBeyond(byte[] into, int offset, int length) throws IOException {
            return file.read(into, offset, length);
        }

        @Override
        public String proof() {
            return ""; // its length was what was listed
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
