/// Times as documents and messages write them. Read [org.civichopper.model.time.WrittenTime] first.
package org.civichopper.model.time;
