/// What Lambda is to a function's runtime. Read [org.civichopper.localcloud.lambda.RuntimeApi]
/// first.
package org.civichopper.localcloud.lambda;
