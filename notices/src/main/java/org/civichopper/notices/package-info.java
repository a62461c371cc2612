/// Who is told of what, once; each lane says itself of what. Read [org.civichopper.notices.Notices]
/// first.
package org.civichopper.notices;
