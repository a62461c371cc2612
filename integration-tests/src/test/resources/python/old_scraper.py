"""What a scraper does that speaks to bucket and queue itself: each object, then its message, seen after ten seconds.

Reads from standard input one document a line: its key, a tab, its content.
"""

import json
import os
import sys

import boto3

# Clients before boto3 1.28 do not read these two by themselves.
s3 = boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL_S3"])
sqs = boto3.client("sqs", endpoint_url=os.environ["AWS_ENDPOINT_URL_SQS"])
bucket = os.environ["S3_REALTIME_BASE"].removeprefix("s3://")

for line in sys.stdin:
    key, content = line.rstrip("\n").split("\t", 1)
    s3.put_object(Bucket=bucket, Key=key, Body=content.encode())
    message = {
        "file_path": key,
        "bucket": bucket,
        "jurisdiction_id": "ocd-jurisdiction/country:us/state:de/government",
        "jurisdiction_name": "Delaware",
        "file_archiving_enabled": False,
    }
    sqs.send_message(QueueUrl=os.environ["SQS_QUEUE_URL"], MessageBody=json.dumps(message), DelaySeconds=10)
