"""The store in a service that speaks S3. Its keys stand where boto3 looks: `AWS_ACCESS_KEY_ID` and so on."""

from __future__ import annotations

import base64
import hashlib
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any
from urllib.parse import parse_qsl, urlsplit

import boto3
from botocore.config import Config as Behaviour
from botocore.exceptions import BotoCoreError, ClientError

from app.core.stores.store import Damaged, NotThere, StoreAway, check_key, digest_of, pieces_of

SPOOL = 1024 * 1024
"""What is read is held in memory up to this many bytes, and above it in a file that has no name."""

_MISSING = frozenset({"NoSuchKey", "404", "NotFound"})


class S3Store:
    """Objects in a bucket, under a prefix. Each is sent with its SHA-256, so that the service can refuse it."""

    def __init__(self, address: str) -> None:
        """`s3://bucket/prefix?endpoint=https://…&region=…`; without `endpoint` the service is that of Amazon."""
        parts = urlsplit(address)
        options = dict(parse_qsl(parts.query))
        self.bucket, prefix = parts.netloc, parts.path.strip("/")
        self._prefix = f"{prefix}/" if prefix else ""
        self._client: Any = boto3.session.Session().client(
            "s3",
            endpoint_url=options.get("endpoint"),
            region_name=options.get("region", "us-east-1" if "endpoint" in options else None),
            config=Behaviour(
                connect_timeout=5,
                read_timeout=30,
                retries={"mode": "standard", "max_attempts": 3},
                s3={"addressing_style": "path" if "endpoint" in options else "auto"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def put(self, key: str, content: bytes | IO[bytes]) -> str:
        """In one request, which the service answers when it has all of it."""
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        digest = digest_of(file)
        checksum = base64.b64encode(bytes.fromhex(digest)).decode()
        with _failing(key):
            self._client.put_object(**self._at(key), Body=file, ChecksumSHA256=checksum)
        return digest

    def open(self, key: str, sha256: str = "") -> IO[bytes]:
        """A copy, so that who reads slowly holds no connection to the service."""
        copy, digest = tempfile.SpooledTemporaryFile(max_size=SPOOL), hashlib.sha256()  # noqa: SIM115, the reader closes it
        try:
            with _failing(key):
                for piece in pieces_of(self._client.get_object(**self._at(key))["Body"]):
                    digest.update(piece)
                    copy.write(piece)
            if sha256 and digest.hexdigest() != sha256:
                raise Damaged(key)
        except BaseException:
            copy.close()
            raise
        copy.seek(0)
        return copy

    def delete(self, key: str) -> None:
        """The service says the same whether it was there or not."""
        with _failing(key):
            self._client.delete_object(**self._at(key))

    def keys(self) -> Iterator[str]:
        """All objects under the prefix."""
        with _failing(""):
            for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self._prefix):
                for one in page.get("Contents", ()):
                    yield one["Key"].removeprefix(self._prefix)

    def _at(self, key: str) -> dict[str, str]:
        return {"Bucket": self.bucket, "Key": self._prefix + check_key(key)}


@contextmanager
def _failing(key: str) -> Iterator[None]:
    """Say in our own words what the service answered."""
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in _MISSING:
            raise NotThere(key) from error
        raise StoreAway from error
    except (BotoCoreError, OSError) as error:
        raise StoreAway from error
