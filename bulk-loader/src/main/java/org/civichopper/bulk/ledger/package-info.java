/// What is known of loads, in schema `hopper`; who owns these tables owns their questions. Read
/// [org.civichopper.bulk.ledger.LoadRuns] first.
package org.civichopper.bulk.ledger;
