/// Who is told how a load ended. Read [org.civichopper.bulk.tell.Hook] first.
package org.civichopper.bulk.tell;
