package org.civichopper.localcloud.bucket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// The bytes of an object.
public sealed interface Content {

    long size();

    /// Opens it from one of its bytes on.
    InputStream from(long first) throws IOException;

    /// In memory.
    record Bytes(byte[] bytes) implements Content {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream from(long first) {
            return new ByteArrayInputStream(bytes, (int) first, bytes.length - (int) first);
        }
    }

    /// A file, as it is when it is read.
    record InFile(Path file) implements Content {
        @Override
        public long size() {
            return file.toFile().length();
        }

        @Override
        public InputStream from(long first) throws IOException {
            return Channels.newInputStream(Files.newByteChannel(file).position(first));
        }
    }

    /// So many bytes that look like noise and are stored nowhere: the same for the same seed.
    record Noise(long size, long seed) implements Content {

        private static final int PERIOD = 1_000_003;

        @Override
        public InputStream from(long first) {
            var noise = new byte[PERIOD];
            new Random(seed).nextBytes(noise);
            return new InputStream() {

                private long position = first;

                @Override
                public int read() {
                    return position < size ? noise[(int) (position++ % PERIOD)] & 0xff : -1;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    var at = (int) (position % PERIOD);
                    var some = (int) Math.min(Math.min(length, PERIOD - at), size - position);
                    System.arraycopy(noise, at, bytes, offset, some);
                    position += some;
                    return some == 0 && length > 0 ? -1 : some;
                }
            };
        }
    }
}
