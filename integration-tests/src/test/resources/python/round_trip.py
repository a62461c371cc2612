"""Puts, gets, copies, lists and deletes with boto3, and sends and receives a message."""

import os

import boto3
import botocore

s3 = boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL_S3"])
sqs = boto3.client("sqs", endpoint_url=os.environ["AWS_ENDPOINT_URL_SQS"])
bucket = os.environ["S3_REALTIME_BASE"].removeprefix("s3://")
queue = os.environ["SQS_QUEUE_URL"]


def read(key):
    return s3.get_object(Bucket=bucket, Key=key)["Body"].read()


s3.put_object(Bucket=bucket, Key="de/bill_1.json", Body='{"title": "ñ"}'.encode())
assert read("de/bill_1.json") == '{"title": "ñ"}'.encode()

large = os.urandom(3_000_000)
s3.put_object(Bucket=bucket, Key="de/large.json", Body=large)
assert read("de/large.json") == large

s3.copy_object(Bucket=bucket, Key="archived/large.json", CopySource={"Bucket": bucket, "Key": "de/large.json"})
s3.delete_object(Bucket=bucket, Key="de/large.json")
assert read("archived/large.json") == large
listed = s3.list_objects_v2(Bucket=bucket)["Contents"]
assert [each["Key"] for each in listed] == ["archived/large.json", "de/bill_1.json"]

sqs.send_message(QueueUrl=queue, MessageBody="ñ")
received = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=1)["Messages"]
assert [each["Body"] for each in received] == ["ñ"]
sqs.delete_message(QueueUrl=queue, ReceiptHandle=received[0]["ReceiptHandle"])

# What is refused is refused in words.
another = {"aws_access_key_id": "another", "aws_secret_access_key": "another"}
for refused in (
    lambda: boto3.client("s3", endpoint_url=s3.meta.endpoint_url, **another).put_object(
        Bucket=bucket, Key="de/bill_2.json", Body=b"{}"
    ),
    lambda: boto3.client("sqs", endpoint_url=sqs.meta.endpoint_url, **another).purge_queue(QueueUrl=queue),
):
    try:
        refused()
        raise AssertionError("expected to be refused")
    except botocore.exceptions.ClientError as error:
        assert "access key: expected AWS_ACCESS_KEY_ID" in str(error), error

print("all came back with boto3", boto3.__version__)
