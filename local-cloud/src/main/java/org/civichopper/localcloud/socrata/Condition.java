package org.civichopper.localcloud.socrata;

import java.util.function.IntUnaryOperator;

/// Which records are wanted. Where it can tell, it says from which one on, so that a page far
/// behind is found as quickly as the first.
interface Condition {

    Condition ALL = row -> true;

    boolean holds(int row);

    /// No record before this one is wanted.
    default int firstRow() {
        return 0;
    }

    /// No record that was updated before is wanted.
    default long since() {
        return Long.MIN_VALUE;
    }

    record Both(Condition left, Condition right) implements Condition {

        @Override
        public boolean holds(int row) {
            return left.holds(row) && right.holds(row);
        }

        @Override
        public int firstRow() {
            return Math.max(left.firstRow(), right.firstRow());
        }

        @Override
        public long since() {
            return Math.max(left.since(), right.since());
        }
    }

    record Either(Condition left, Condition right) implements Condition {

        @Override
        public boolean holds(int row) {
            return left.holds(row) || right.holds(row);
        }

        @Override
        public int firstRow() {
            return Math.min(left.firstRow(), right.firstRow());
        }

        @Override
        public long since() {
            return Math.min(left.since(), right.since());
        }
    }

    /// @param order of the record against what it is compared with, as of a comparator
    record Comparison(IntUnaryOperator order, Operator operator, int firstRow, long since)
            implements Condition {

        @Override
        public boolean holds(int row) {
            return operator.holds(order.applyAsInt(row));
        }
    }

    enum Operator {
        EQUAL,
        UNEQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST;

        static Operator of(String sign) {
            return switch (sign) {
                case "=" -> EQUAL;
                case "!=", "<>" -> UNEQUAL;
                case "<" -> LESS;
                case "<=" -> AT_MOST;
                case ">" -> GREATER;
                case ">=" -> AT_LEAST;
                default -> throw Refusal.malformed("a comparison", sign);
            };
        }

        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case UNEQUAL -> order != 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case GREATER -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }

        /// Whether what is less is never wanted.
        boolean isFromBelow() {
            return this == EQUAL || this == GREATER || this == AT_LEAST;
        }
    }
}
