/// A search server on loopback for tests and demonstrations; begin with [LocalSearch].
package org.civichopper.localsearch;
