/// Votes. Read [org.civichopper.importer.vote.VoteKind] first.
package org.civichopper.importer.vote;
