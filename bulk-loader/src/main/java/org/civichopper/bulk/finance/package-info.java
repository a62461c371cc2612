/// Campaign finance: a state's gifts and reports, whole, into tables and a search server at once.
/// Read [org.civichopper.bulk.finance.CampaignFinance] first.
package org.civichopper.bulk.finance;
