"""The list of withdrawn badges read as somebody elsewhere reads it."""

from __future__ import annotations

import base64
import zlib

from app.register.badges.rules import LIST_BITS


def decode_bits(text: str) -> frozenset[int]:
    """The places whose bit is 1; raises ValueError for what is not such a list."""
    if not text.startswith("u"):
        raise ValueError("The list is not base64url.")
    packed = base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
    bits = zlib.decompressobj(31).decompress(packed, LIST_BITS // 8)
    return frozenset(at * 8 + bit for at, byte in enumerate(bits) if byte for bit in range(8) if byte & 0x80 >> bit)
