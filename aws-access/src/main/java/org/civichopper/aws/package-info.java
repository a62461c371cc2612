/// How to reach AWS, or what stands in for it. Read [org.civichopper.aws.AwsAccess] first.
package org.civichopper.aws;
