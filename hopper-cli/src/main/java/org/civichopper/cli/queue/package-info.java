/// What a queue says of itself. Read [org.civichopper.cli.queue.RedrivePolicy] first.
package org.civichopper.cli.queue;
