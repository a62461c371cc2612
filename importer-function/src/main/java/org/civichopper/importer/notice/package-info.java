/// What people are told of without asking. Read [org.civichopper.importer.notice.Occasion] first;
/// how they are told is [org.civichopper.notices].
package org.civichopper.importer.notice;
