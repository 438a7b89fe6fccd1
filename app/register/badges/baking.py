"""A credential inside a picture, and out of it again ("baking", Open Badges 3.0). Plain Python and Pillow.

A PNG carries it in an `iTXt` chunk with the keyword `openbadgecredential`, an SVG in a tag of its own namespace.
"""

from __future__ import annotations

import io
import struct
import zlib
from codecs import BOM_UTF8
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from PIL import Image, PngImagePlugin

KEYWORD = "openbadgecredential"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
MAX_BYTES = 2 * 1024 * 1024
MAX_TOKEN = 64 * 1024
MAX_DEPTH = 100
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_XML = (b"<", b"\xfe\xff", b"\xff\xfe")
"""How an XML file begins, after a mark of its encoding: with a tag, or in two bytes a sign."""
_SCREENSHOT = "In dit bestand zit geen badge. Misschien is het een schermafdruk: die draagt het bewijs niet."


class NoBadge(Exception):
    """There is no credential in this file. The message is a Dutch sentence."""


def bake_png(picture: bytes, token: str) -> bytes:
    """The picture with the credential in it, uncompressed; what another baked into it is gone."""
    with Image.open(io.BytesIO(picture), formats=["PNG"]) as image:
        image.load()
        information = PngImagePlugin.PngInfo()
        information.add_itxt(KEYWORD, token, zip=False)
        target = io.BytesIO()
        image.save(target, "PNG", pnginfo=information, optimize=True)
    return target.getvalue()


def bake_svg(picture: str, token: str) -> str:
    """The picture with the credential directly in its first tag, without the prologue, which readers may refuse."""
    picture = picture[picture.index("<svg") :]
    end = picture.index(">")
    tag = f'<openbadges:credential verify="{token}"></openbadges:credential>'
    return f'{picture[:end]} xmlns:openbadges="{NAMESPACE}">{tag}{picture[end + 1 :]}'


def token_in(content: bytes) -> str:
    """The signed credential in a PNG, an SVG or a text file; raises `NoBadge` when there is none that we can read."""
    if not content:
        raise NoBadge("Dit bestand is leeg. Kies een ander bestand.")
    if len(content) > MAX_BYTES:
        raise NoBadge("Dit bestand is te groot. Een badge is hoogstens 2 MB.")
    if content.startswith(_SIGNATURE):
        return _fits(_in_png(content))
    if content.removeprefix(BOM_UTF8).lstrip().startswith(_XML):
        return _fits(_in_svg(content))
    try:
        text = content.removeprefix(BOM_UTF8).decode("ascii").strip()
    except UnicodeDecodeError:
        raise NoBadge("Dit is geen badge. Kies het bestand dat op .png of .svg eindigt.") from None
    return _fits(text, "In dit tekstbestand zit geen badge. Kies het bestand dat op .png, .svg of .jwt eindigt.")


def _fits(token: str, otherwise: str = _SCREENSHOT) -> str:
    parts = token.split(".")
    if len(token) > MAX_TOKEN or len(parts) != 3 or not all(parts):
        raise NoBadge(otherwise)
    return token


def _in_png(content: bytes) -> str:
    """Read the chunks up to the first credential, without unpacking the picture."""
    at = len(_SIGNATURE)
    while at + 12 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if at + 12 + length > len(content):
            break
        if kind == b"iTXt" and data.startswith(KEYWORD.encode() + b"\0"):
            if zlib.crc32(kind + data) != struct.unpack(">I", content[at + 8 + length : at + 12 + length])[0]:
                break
            return _international_text(data[len(KEYWORD) + 1 :])
        at += 12 + length
    return ""


def _international_text(data: bytes) -> str:
    """The text of an `iTXt` chunk after its keyword: a flag, a method, a language, a translation, the text."""
    if data[:1] != b"\0":
        raise NoBadge("De badge in dit plaatje is ingepakt. Dat mag niet.")
    _, _, rest = data[2:].partition(b"\0")
    _, _, text = rest.partition(b"\0")
    return text.decode("utf-8", "replace")


def _in_svg(content: bytes) -> str:
    """Read the tags up to the first credential; what comes after it is left alone. No entity is ever expanded."""
    finder = _Finder()
    parser = DefusedXMLParser(target=finder, forbid_dtd=False)
    try:
        parser.feed(content)
        parser.close()
    except _Found:
        return finder.token
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise NoBadge("Dit SVG-bestand is niet te lezen.") from None
    return ""


class _Found(Exception):
    """The credential was read."""


class _Finder:
    """Keeps no tree: of each tag only how deep it is, and whether it is the credential."""

    token, depth = "", 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag begins. Raises `_Found` at the credential, and ValueError for tags that no drawing nests so deep."""
        self.depth += 1
        if tag == f"{{{NAMESPACE}}}credential":
            self.token = attributes.get("verify", "")
            raise _Found
        if self.depth > MAX_DEPTH:
            raise ValueError("Nested too deep.")

    def end(self, tag: str) -> None:
        """A tag ends."""
        self.depth -= 1

    def close(self) -> Any:
        """The file ends."""
