/// How a source is asked, by every data set: patiently, and believing nothing that does not prove
/// itself. Read [org.civichopper.bulk.source.PoliteClient] first.
package org.civichopper.bulk.source;
