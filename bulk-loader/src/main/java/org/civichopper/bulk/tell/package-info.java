/// Who is told how a load ended. Read [org.civichopper.bulk.tell.Told] first.
package org.civichopper.bulk.tell;
