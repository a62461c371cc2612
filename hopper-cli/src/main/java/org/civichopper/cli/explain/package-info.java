/// The life of one document. Read [org.civichopper.cli.explain.LifeReader] first.
package org.civichopper.cli.explain;
