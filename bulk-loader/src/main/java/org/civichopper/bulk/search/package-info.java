/// Copies of rows in a search server, Elasticsearch 7 and 8 or OpenSearch, by the calls that these
/// share. Read [org.civichopper.bulk.search.StateIndices] first.
package org.civichopper.bulk.search;
