"""Reads files that somebody made to be a lot of work: nothing may break, take five seconds or 256 MB.

A line for each file that does not hold, and one for all of them. Each is read as the pages read it, in a process of its
own, of which the child that reads apart is counted too.
"""

from __future__ import annotations

import io
import json
import resource
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import get_context
from typing import Any, NamedTuple

from PIL import Image

from app.core.files.apart import apart
from app.core.files.limits import MEMORY, SECONDS, WORKBOOK_BYTES
from app.core.files.packed import UnfitContent
from app.core.files.workbooks import get_ready
from app.core.shapes import Faulty
from app.dossiers.pe.workbook import read_workbook
from app.evidence.rules import MAX_BYTES as EVIDENCE_BYTES
from app.evidence.rules import type_of
from app.register.badges.baking import MAX_BYTES as BADGE_BYTES
from app.register.badges.baking import NoBadge, token_in
from app.regulation.editions import rules_on
from app.standards.own.uploads import MOST_BYTES, MOST_YAML, take_apart
from app.standards.texts.workbook import read_workbook as read_texts
from script.lib.fuzz_files import DAY, _standard
from tests.core.files.bombs import PACKAGES, PICTURES, WORKBOOKS, YAMLS, good_workbook, png_of, workbook_with

ON_TOP = 1.0
"""Seconds around the five of the child: to make it, to end it, and to wait for a machine that does other things."""
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b0 "ha">'
    + "".join(f'<!ENTITY b{n} "&b{n - 1};&b{n - 1};&b{n - 1};&b{n - 1};">' for n in range(1, 16))
    + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
IHDR = (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))


class OddFile(NamedTuple):
    """A file, and how a page reads it."""

    name: str
    make: Callable[[], bytes]
    read: Callable[[bytes], object]


def odd_files() -> Iterator[OddFile]:
    """All of them; each is made when it is read."""
    pe = partial(read_workbook, rules=rules_on(DAY), today=DAY, check_day=lambda day: None)
    texts = partial(read_texts, standard=_standard())
    for reader, read in (("PE", pe), ("texts", texts), ("standard", _own("xlsx"))):
        for name, (make, count) in WORKBOOKS.items():
            yield OddFile(f"{reader} workbook, {name}", partial(make, count), read)
    for name, (make, count) in WORKBOOKS.items():
        yield OddFile(f"PE workbook, even more {name}", partial(make, 2 * count), pe)
    for name, work in _workbooks().items():
        yield OddFile(f"PE workbook, {name}", work, pe)
    for name, work in (YAMLS | _yamls()).items():
        yield OddFile(f"standard in YAML, {name}", work, _own("yaml"))
    for name, work in (PACKAGES | _packages()).items():
        yield OddFile(f"standard in CASE, {name}", work, _own("json"))
    for name, work in (PICTURES | _badges()).items():
        yield OddFile(f"badge, {name}", work, _badge)
    for name, work in _evidence().items():
        yield OddFile(f"evidence, {name}", work, partial(type_of, name))


def _own(ending: str) -> Callable[[bytes], object]:
    return lambda content: take_apart(content, f"x.{ending}", [])


def _badge(content: bytes) -> object:
    return apart(partial(_token_in, content))


def _token_in(content: bytes) -> str:
    try:
        return token_in(content)
    except NoBadge as refused:
        raise Faulty([]) from refused


def _packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def _listed(count: int) -> bytes:
    """A package of one file that says it has so many."""
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    listed = b"".join(
        struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 0, 20, *[0] * 8, len(name), *[0] * 6) + name
        for name in (b"%x" % number for number in range(count))
    )
    some = min(count, 65_535)
    return local + listed + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, some, some, len(listed), len(local), 0)


def _workbooks() -> dict[str, Callable[[], bytes]]:
    good = good_workbook()
    return {
        "laughs": lambda: workbook_with(texts=f"{LAUGHS}<a>&b15;</a>"),
        "a file from outside": lambda: workbook_with(texts=f"{OUTSIDE}<a>&e;</a>"),
        "200 MB of nothing": lambda: _packed({"xl/workbook.xml": bytes(200 * 1024 * 1024)}),
        "many parts": lambda: _packed({"xl/workbook.xml": b"", **{str(n): b"" for n in range(40_000)}}),
        "a long list": lambda: _listed(100_000),
        "a workbook in it": lambda: _packed({"xl/workbook.xml": good}),
        "half of it": lambda: good[: len(good) // 2],
        "no workbook": lambda: _packed({"a.txt": b"x"}),
        "broken tags": lambda: workbook_with(page="<worksheet><sheetData><row>"),
        "too large": lambda: good + bytes(WORKBOOK_BYTES),
        "with a password": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000),
    }


def _yamls() -> dict[str, Callable[[], bytes]]:
    aliases = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    return {
        "aliases": aliases.encode,
        "merged keys": lambda: b"a: &a {b: 1}\nc: {<<: *a}\n" * 1000,
        "code": lambda: b"title: !!python/object/apply:os.system ['true']\n",
        "nested": lambda: b"[" * 200_000 + b"]" * 200_000,
        "nested keys": lambda: b"{a: " * 100_000 + b"}" * 100_000,
        "a large number": lambda: b"title: " + b"9" * 1_000_000,
        "a number with colons": lambda: b"title: " + b"59:" * 500_000 + b"59",
        "half a letter": lambda: b'title: "\\ud800"\n',
        "two bytes a letter": lambda: "title: x\n".encode("utf-16"),
        "NUL": lambda: b"title: a\0b\n",
        "one long text": lambda: b"title: '" + b"x" * 1_900_000 + b"'",
        "one long key": lambda: b"k" * 1_900_000 + b": 1",
        "nothing": lambda: b"",
        "too large": lambda: b"#" * (MOST_YAML + 1),
    }


def _packages() -> dict[str, Callable[[], bytes]]:
    return {
        "nested": lambda: b"[" * 900_000,
        "nested keys": lambda: b'{"a":' * 900_000,
        "a large number": lambda: b"9" * 5_000_000,
        "a number with a large power": lambda: b"1e999999999",
        "one key twice": lambda: b'{"a":1,"a":2}',
        "half a letter": lambda: b'{"CFDocument": {"title": "\\ud800"}}',
        "no number": lambda: b'{"a": NaN, "b": -Infinity}',
        "no UTF-8": lambda: b'{"a": "\xff"}',
        "one long text": lambda: b'{"CFDocument": {"title": "' + b"x" * 9_000_000 + b'"}}',
        "items with a text": lambda: json.dumps({"CFItems": [{"fullStatement": "x"}] * 90_000}).encode(),
        "nothing": lambda: b"",
        "too large": lambda: b" " * (MOST_BYTES + 1),
    }


def _badges() -> dict[str, Callable[[], bytes]]:
    keyword = b"openbadgecredential\0"
    return {
        "packed text": lambda: png_of(IHDR, (b"iTXt", keyword + b"\1\0\0\0" + zlib.compress(bytes(50_000_000)))),
        "a chunk that is cut off": lambda: png_of(IHDR, (b"iTXt", keyword + b"\0\0\0\0a.b.c"))[:-2],
        "tags in each other": lambda: b"<svg>" + b"<g>" * 500_000,
        "laughs": lambda: f"{LAUGHS}<svg>&b15;</svg>".encode(),
        "a file from outside": lambda: f"{OUTSIDE}<svg>&e;</svg>".encode(),
        "two bytes a letter": lambda: "<svg/>".encode("utf-16"),
        "a long name": lambda: b"<" + b"g" * 2_000_000 + b"/>",
        "names of spaces": lambda: b"<svg " + b" ".join(b'xmlns:a%d="b%d"' % (n, n) for n in range(80_000)) + b"/>",
        "a long token": lambda: b"a" * 2_000_000 + b".b.c",
        "too large": lambda: b"<svg>" + bytes(BADGE_BYTES),
    }


def _evidence() -> dict[str, Callable[[], bytes]]:
    end = (b"IEND", b"")
    large = (b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    profile = zlib.compress(bytes(100_000_000), 9)
    word = {"[Content_Types].xml": b"x", "word/document.xml": b"x"}
    return {
        "large.png": lambda: png_of(large, (b"IDAT", b""), end),
        "profile.png": lambda: png_of(IHDR, (b"iCCP", b"a\0\0" + profile), (b"IDAT", b""), end),
        "texts.png": lambda: png_of(IHDR, *[(b"zTXt", b"a\0\0" + zlib.compress(bytes(900_000), 9))] * 9_000, end),
        "chunks.png": lambda: png_of(IHDR, *[(b"tEXt", b"")] * 800_000, end),
        "marks.jpg": lambda: b"\xff\xd8" + b"\xff\xe1\0\2" * 2_500_000,
        "exif.jpg": lambda: b"\xff\xd8" + b"\xff\xe1\0\x0eExif\0\0MM\0\x2a" * 700_000,
        "profiles.jpg": lambda: b"\xff\xd8" + b"\xff\xe2\0\x12ICC_PROFILE\0\1\1\0\0" * 500_000,
        "marks.webp": lambda: b"RIFF" + struct.pack("<I", 9_000_000) + b"WEBPVP8X" + bytes(9_000_000),
        "list.docx": lambda: _listed(200_000),
        "nothing.docx": lambda: _packed(word | {"word/media/a": bytes(200 * 1024 * 1024)}),
        "text.txt": lambda: b"x\n" * (EVIDENCE_BYTES // 2),
        "nul.txt": lambda: b"a\0b",
        "page.pdf": lambda: b"%PDF-" + bytes(EVIDENCE_BYTES - 5),
        "empty.pdf": lambda: b"",
    }


def _made(number: int) -> bytes:
    return list(odd_files())[number].make()


def _read(read: Callable[[bytes], object], content: bytes) -> tuple[str, float, int]:
    """Whether it was taken, refused, or broke what; seconds on the clock; bytes above what the process had."""
    before, began = _memory(resource.RUSAGE_SELF), time.perf_counter()
    try:
        read(content)
        came = "taken"
    except (Faulty, UnfitContent):
        came = "refused"
    except Exception as error:
        came = f"broke: {type(error).__name__}"
    took = time.perf_counter() - began
    used = max(_memory(kind) for kind in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return came, took, used - before


def _apart(work: Callable[[], Any]) -> Any:
    """In a process of its own, which has all that this one has: so that what it needs can be told."""
    ours, theirs = get_context("fork").Pipe(duplex=False)
    process = get_context("fork").Process(target=lambda: theirs.send(work()))
    process.start()
    theirs.close()
    found = ours.recv()
    process.join()
    return found


def _memory(kind: int) -> int:
    return resource.getrusage(kind).ru_maxrss * 1024


def main() -> None:
    """Read each; the argument is a part of the names of those to read."""
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    get_ready()
    Image.init()
    found = [(number, odd) for number, odd in enumerate(odd_files()) if part in odd.name]
    wrong, counts, slowest, most = 0, {"taken": 0, "refused": 0}, (0.0, ""), (0, "")
    for number, (name, _, read) in found:
        content = _apart(partial(_made, number))
        came, took, used = _apart(partial(_read, read, content))
        counts[came] = counts.get(came, 0) + 1
        slowest, most = max(slowest, (took, name)), max(most, (used, name))
        if came.startswith("broke") or took > SECONDS + ON_TOP or used > MEMORY:
            wrong += 1
            print(f"{name}: {came}, {took:.1f} s, {used / 1024 / 1024:.0f} MB", flush=True)
    print(f"{len(found)} files, {wrong} wrong: {counts}")
    print(f"slowest {slowest[0]:.1f} s ({slowest[1]}), most memory {most[0] / 1024 / 1024:.0f} MB ({most[1]})")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
