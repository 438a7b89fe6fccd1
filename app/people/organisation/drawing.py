"""A drawing or picture of a stranger becomes a small PNG that we drew ourselves: nothing else of the file is kept.

It is read in a child process (`apart`). An SVG can hold scripts, links to files and addresses, and a drawing without
end; typst draws it without any of these, and of all the rest nobody ever gets to see a byte.
"""

from __future__ import annotations

import base64
import io
import os
import warnings
from functools import partial
from typing import Any

import typst
from PIL import Image

from app.core.files.apart import apart
from app.core.files.limits import PICTURE_BYTES, PICTURE_KEPT, PICTURE_PIXELS
from app.core.files.pdf import NOWHERE, TEMPLATES
from app.core.shapes import Fault, Faulty

_PNG = b"\x89PNG\r\n\x1a\n"
_DOTS = 2
"""Pixels for each point that typst draws."""
_DRAWN = """
#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)
#image(bytes(sys.inputs.drawing), format: "svg", width: 100%, height: 100%, fit: "contain")
"""


def small_png(content: bytes, width: int, height: int) -> bytes:
    """A PNG of at most so many pixels (even numbers), as large as fits, of a PNG or SVG; without its empty edges.

    Raises `Faulty` with one fault when it is too large, too difficult, nothing to see, or something else.
    """
    if len(content) > PICTURE_BYTES:
        raise _fault(f"Dit bestand is te groot. Het mag hoogstens {PICTURE_BYTES // 1000} kB zijn.")
    return base64.b64decode(apart(partial(_told, content, width, height)))


def _told(content: bytes, width: int, height: int) -> str:
    # Memory is counted in what a thread may come to use: many of them are too many at once.
    os.environ["RAYON_NUM_THREADS"] = "1"
    picture = _opened(content if content.startswith(_PNG) else _drawn(content, width, height))
    box = picture.getchannel("A").getbbox()
    if box is None:
        raise _fault("Er is niets te zien in dit bestand.")
    picture = picture.crop(box)
    picture.thumbnail((width, height), Image.Resampling.LANCZOS)
    return base64.b64encode(_small(picture)).decode()


def _opened(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            picture = Image.open(io.BytesIO(content), formats=("PNG",))
            if picture.width * picture.height > PICTURE_PIXELS:
                millions = PICTURE_PIXELS // 1_000_000
                raise _fault(f"Deze afbeelding is te groot. Maak hem kleiner dan {millions} miljoen beeldpunten.")
            return picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Warning, Image.DecompressionBombError) as error:
        raise _fault("Dit PNG-bestand is niet te lezen. Sla het opnieuw op en probeer het nog eens.") from error


def _drawn(content: bytes, width: int, height: int) -> bytes:
    try:
        drawing = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _neither() from error
    if "<svg" not in drawing:
        raise _neither()
    nothing: Any = str(TEMPLATES / "pdf")  # typst knows no other kind of text for it than that of the source
    source = _DRAWN.format(width=width / _DOTS, height=height / _DOTS)
    try:
        made: bytes = typst.compile(
            source.encode(),
            root=nothing,
            format="png",
            ppi=72.0 * _DOTS,
            ignore_system_fonts=True,
            sys_inputs={"drawing": drawing},
            package_path=str(NOWHERE),
            package_cache_path=str(NOWHERE),
        )
    except typst.TypstError as error:
        raise _fault("Deze tekening is niet te lezen. Sla hem op als PNG en probeer het nog eens.") from error
    return made


def _small(picture: Image.Image) -> bytes:
    """As a file of at most `PICTURE_KEPT` bytes: with fewer colours, or smaller, when it has to be."""
    while True:
        for one in (picture, picture.quantize(256, Image.Quantize.FASTOCTREE)):
            out = io.BytesIO()
            one.save(out, "PNG", optimize=True)
            if out.tell() <= PICTURE_KEPT:
                return out.getvalue()
        picture = picture.resize((max(1, picture.width // 2), max(1, picture.height // 2)))


def _neither() -> Faulty:
    return _fault("Dit is geen PNG of SVG. Kies een ander bestand.")


def _fault(sentence: str) -> Faulty:
    return Faulty([Fault("", sentence)])
