/// What people are told without asking. Read [org.civichopper.importer.notice.Notices] first.
package org.civichopper.importer.notice;
