/// What Lambda is to a function, on one machine. Read
/// [org.civichopper.localcloud.lambda.LocalLambda] first.
package org.civichopper.localcloud.lambda;
