package org.civichopper.bulk.bzip2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.civichopper.bulk.bzip2.Packing.pack;
import static org.civichopper.bulk.bzip2.Packing.text;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// That a part takes no more memory than it says, and ends when it is told to.
@Timeout(60)
class BoundsTest {

    @Test
    void noMorePackedBytesAreReadAheadThanAFewBlocks() throws Exception {
        var block = pack(text(new Random(311), 90_000), 1);
        var packed = Packing.joined(Collections.nCopies(60, block).toArray(byte[][]::new));
        var fetched = new AtomicLong();
        var in = new Counted(packed, fetched);
        var buffer = new byte[45_000];

        try (var part = new Bzip2Part(in, 0, packed.length, 2)) {
            for (long read = 0, count; (count = part.read(buffer, 0, buffer.length)) >= 0; ) {
                read += count;
                var used = read / 90_000 * block.length;
                assertThat(fetched.get() - used).isLessThan(8L * block.length + (2 << 16));
            }
        }
    }

    @Test
    void bytesWithoutAMagicAreNotKept() throws Exception {
        var left = new AtomicLong(300L << 20);
        var zeros =
                new InputStream() {
                    @Override
                    public int read() {
                        return left.decrementAndGet() < 0 ? -1 : 0;
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) {
                        return left.addAndGet(-length) < 0 ? -1 : length;
                    }
                };

        try (var part = new Bzip2Part(zeros, 0, Long.MAX_VALUE / 8, 1)) {
            assertThatThrownBy(() -> part.read(new byte[10], 0, 10))
                    .isInstanceOf(DamagedException.class);
        }
    }

    @Test
    void whatIsBehindThePartIsDecodedOnlyWhenItIsAskedFor() throws Exception {
        var text = text(new Random(311), 500_000);
        var packed = pack(text, 1);
        packed[packed.length * 3 / 4] ^= 1;
        var buffer = new byte[1 << 16];

        try (var part = Packing.part(packed, 0, 4)) {
            assertThat(part.read(buffer, 0, buffer.length)).isEqualTo(-1);
            assertThat(part.proof().blocks()).isZero();
            assertThat(part.readBeyond(buffer, 0, 1000)).isEqualTo(1000);
            assertThatThrownBy(
                            () -> {
                                while (part.readBeyond(buffer, 0, buffer.length) >= 0) {}
                            })
                    .isInstanceOf(DamagedException.class);
        }
    }

    @Test
    void whatTheSourceThrowsComesThroughBehindTheBytesBeforeIt() throws Exception {
        var text = text(new Random(311), 300_000);
        var in = new Counted(pack(text, 1), new AtomicLong());
        in.failure = new IOException("the object has changed");
        var buffer = new byte[text.length];

        try (var part = new Bzip2Part(in, 0, Long.MAX_VALUE / 8, 2)) {
            assertThat(part.read(buffer, 0, 1000)).isPositive();
            assertThatThrownBy(
                            () -> {
                                while (part.read(buffer, 0, buffer.length) >= 0) {}
                            })
                    .isSameAs(in.failure);
        }
    }

    @Test
    void anInterruptEndsTheReaderAndClosingEndsTheThreads() throws Exception {
        var in = new Silent();
        var ended = new AtomicReference<Exception>();
        var reader =
                Thread.ofPlatform()
                        .start(() -> {
                            try (var part = new Bzip2Part(in, 0, 1000, 2)) {
                                part.read(new byte[10], 0, 10);
                            } catch (IOException | InterruptedException e) {
                                ended.set(e);
                            }
                        });
        in.reading.await();

        reader.interrupt();
        reader.join();

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        assertThat(in.scanner.isAlive()).isFalse();
    }

    @Test
    void closingInTheMiddleEndsTheThreads() throws Exception {
        var packed = pack(text(new Random(311), 2_000_000), 1);
        var in = new Counted(packed, new AtomicLong());
        try (var part = new Bzip2Part(in, 0, packed.length, 2)) {
            assertThat(part.read(new byte[10], 0, 10)).isEqualTo(10);
        }

        assertThat(in.scanner.isAlive()).isFalse();
    }

    private static final class Counted extends FilterInputStream {

        private final AtomicLong fetched;
        private volatile Thread scanner;
        private IOException failure;

        Counted(byte[] bytes, AtomicLong fetched) {
            super(new ByteArrayInputStream(bytes));
            this.fetched = fetched;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            scanner = Thread.currentThread();
            var count = super.read(into, offset, Math.min(length, 10_000));
            fetched.addAndGet(count);
            if (count < 0 && failure != null) {
                throw failure;
            }
            return count;
        }
    }

    /// Gives nothing until it is interrupted.
    private static final class Silent extends InputStream {

        private final CountDownLatch reading = new CountDownLatch(1);
        private volatile Thread scanner;

        @Override
        public int read() throws IOException {
            scanner = Thread.currentThread();
            reading.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            return -1;
        }
    }
}
