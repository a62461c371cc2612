package org.civichopper.bulk.finance;

import java.math.BigDecimal;

/// So many gifts, and what they come to.
record Money(long gifts, BigDecimal amount) {

    static final Money NONE = new Money(0, new BigDecimal("0.00"));

    Money plus(Money more) {
        return new Money(gifts + more.gifts, amount.add(more.amount));
    }
}
