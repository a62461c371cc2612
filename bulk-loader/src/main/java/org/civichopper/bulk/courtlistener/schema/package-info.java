/// The publisher's schema file, read as data: what is on a list is made anew from its parts, the
/// rest is named. Read [org.civichopper.bulk.courtlistener.schema.SchemaFile] first, then
/// [org.civichopper.bulk.courtlistener.schema.PostData].
package org.civichopper.bulk.courtlistener.schema;
