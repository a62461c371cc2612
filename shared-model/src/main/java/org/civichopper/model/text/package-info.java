/// Texts as everybody who fills these tables treats them.
package org.civichopper.model.text;
