/// Is it fresh, is anything failing, what is there to do. Read [org.civichopper.cli.status.Status]
/// first; [org.civichopper.cli.status.StatusReader] reads it, [org.civichopper.cli.status.Trends]
/// how it was over time.
package org.civichopper.cli.status;
