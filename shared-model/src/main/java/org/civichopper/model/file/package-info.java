/// Files that others write and we read.
package org.civichopper.model.file;
