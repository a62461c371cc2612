/// Rows as Parquet files, for those who read a whole table at once. Read
/// [org.civichopper.bulk.parquet.ParquetFile] first.
package org.civichopper.bulk.parquet;
