"""A store that speaks S3, on this machine, for the tests that keep files in one."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import boto3

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
_numbers = count(1)


@contextmanager
def s3_server() -> Iterator[str]:
    """Its address, until the end of the block. What goes there must have `CREDENTIALS` in its environment."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.stop()


def bucket_on(endpoint: str) -> str:
    """The address of a new bucket, as `VAKSPIEGEL_FILES` takes it; the prefix is that of one installation."""
    client = boto3.session.Session("test", "test").client("s3", endpoint_url=endpoint, region_name="us-east-1")
    name = f"bewijs-{next(_numbers)}"
    client.create_bucket(Bucket=name)
    return f"s3://{name}/voorbeeldstad?endpoint={endpoint}"
