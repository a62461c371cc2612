/// Records of files that people publish: out of archives and plain files, as a stream, within
/// bounds whatever the files hold. Read [org.civichopper.bulk.read.RecordReader] first.
package org.civichopper.bulk.read;
