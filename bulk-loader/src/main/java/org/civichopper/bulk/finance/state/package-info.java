/// States and what they publish: one class each, and one list. Read
/// [org.civichopper.bulk.finance.state.State] first.
package org.civichopper.bulk.finance.state;
