/// How people name a jurisdiction. Read [org.civichopper.model.jurisdiction.TypedJurisdiction]
/// first.
package org.civichopper.model.jurisdiction;
