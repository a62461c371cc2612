/// What failed, why, and how it is put back. Read [org.civichopper.cli.failures.FailureReader]
/// first.
package org.civichopper.cli.failures;
