/// How the last scrapes and imports went. Read [org.civichopper.cli.runs.RunsCommand] first.
package org.civichopper.cli.runs;
