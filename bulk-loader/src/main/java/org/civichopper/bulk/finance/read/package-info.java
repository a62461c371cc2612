/// Records of a state's files: out of archives and plain files, as a stream, within bounds whatever
/// the files hold. Read [org.civichopper.bulk.finance.read.RecordReader] first.
package org.civichopper.bulk.finance.read;
