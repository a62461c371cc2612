package org.civichopper.bulk.bzip2;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Bits of an array that has eight bytes to spare behind the last that is asked for.
final class Bits {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bits() {}

    /// At least 57 bits from there on, the first of them the highest.
    static long window(byte[] bytes, int bit) {
        return (long) LONG.get(bytes, bit >>> 3) << (bit & 7);
    }

    /// @param count 1 to 32
    static int at(byte[] bytes, int bit, int count) {
        return (int) (window(bytes, bit) >>> (64 - count));
    }
}
