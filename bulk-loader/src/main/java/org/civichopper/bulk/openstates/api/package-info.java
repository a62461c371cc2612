/// How the API of Open States is asked. Read [org.civichopper.bulk.openstates.api.Api] first.
package org.civichopper.bulk.openstates.api;
