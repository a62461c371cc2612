/// Who works on what, one after the other: locks on natural keys, and patience with what others
/// undid. Read [org.civichopper.database.lock.Locks] first.
package org.civichopper.database.lock;
