"""A logo of a stranger: whatever is in it, what comes out is a PNG that we drew."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from app.core.files import limits
from app.core.files.apart import TOO_MUCH
from app.core.files.pdf import write_pdf
from app.core.shapes import Faulty
from app.people.organisation.drawing import small_png

SIZE = 640, 160
OPEN = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 40 20'>"
BOX = "<rect x='5' y='5' width='30' height='10' fill='#cc0000'/>"


def svg(*inside: str) -> bytes:
    return f"{OPEN}{''.join(inside)}</svg>".encode()


def png(width: int, height: int, mode: str = "RGBA", colour: object = (204, 0, 0, 255)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), colour).save(out, "PNG")  # type: ignore[arg-type]
    return out.getvalue()


def drawn(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(small_png(content, *SIZE)))
    assert picture.format == "PNG"
    return picture.convert("RGBA")


def refused(content: bytes) -> str:
    with pytest.raises(Faulty) as faulty:
        small_png(content, *SIZE)
    (fault,) = faulty.value.faults
    return fault.what


@pytest.mark.parametrize("content", [svg(BOX), b"\xef\xbb\xbf<?xml version='1.0'?>" + svg(BOX), png(900, 300)])
def test_a_logo_is_as_large_as_fits_without_its_empty_edges(content: bytes):
    picture = drawn(content)
    assert picture.width <= SIZE[0]
    assert picture.height <= SIZE[1]
    assert picture.width / picture.height == pytest.approx(3, abs=0.05)
    assert picture.getpixel((picture.width // 2, picture.height // 2)) == (204, 0, 0, 255)


@pytest.mark.parametrize(("mode", "colour"), [("L", 90), ("RGB", (1, 2, 3)), ("1", 1), ("I;16", 900), ("P", 0)])
def test_every_kind_of_png_is_read(mode: str, colour: object):
    assert drawn(png(30, 10, mode, colour)).size == (30, 10)


def test_what_can_do_something_is_gone():
    content = svg("<script>alert(1)</script>", BOX, "<a href='javascript:alert(1)'>", BOX, "</a>")
    assert b"script" not in small_png(content, *SIZE)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a file of ours": lambda: svg(BOX, "<image xlink:href='/etc/passwd' width='9' height='9'/>"),
    "an address": lambda: svg(BOX, "<image href='http://127.0.0.1:9/a.png' width='9' height='9'/>"),
    "an entity": lambda: b"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + svg(BOX, "<text>&x;</text>"),
    "much in little": lambda: svg(
        f"<g id='a0'>{BOX}</g>", *("<g id='a{}'>{}</g>".format(n + 1, f"<use href='#a{n}'/>" * 10) for n in range(8))
    ),
    "a drawing without a picture": lambda: svg(),
    "an endless picture": lambda: svg().replace(b"0 0 40 20", b"0 0 1 4000000"),
    "half a picture": lambda: png(900, 300)[:60],
    "more points than we count": lambda: png(4000, 2001, "1", 1),
    "more bytes than we take": lambda: svg(BOX) + b" " * limits.PICTURE_BYTES,
    "something else": lambda: b"\xff\xd8\xff\xe0JFIF",
    "nothing": lambda: b"",
    "nothing to see": lambda: png(40, 20, "RGBA", (0, 0, 0, 0)),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_good_logo_is_refused_with_a_reason(kind: str):
    said = refused(HOSTILE[kind]())
    assert said != TOO_MUCH
    assert said.endswith(".")


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "SECONDS", 1)
    blur = "<filter id='f'><feTurbulence baseFrequency='1e-9' numOctaves='100000000'/></filter>"
    assert refused(svg(blur, "<rect filter='url(#f)' width='40' height='20'/>")) == TOO_MUCH


def test_a_picture_that_stays_large_gets_fewer_colours(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.people.organisation.drawing.PICTURE_KEPT", 30_000)
    out = io.BytesIO()
    Image.effect_noise((500, 150), 90).convert("RGB").save(out, "PNG")
    assert len(small_png(out.getvalue(), *SIZE)) <= 30_000


def test_a_drawing_is_read_after_a_letter_was_made(tmp_path):
    (tmp_path / "one.typ").write_text('#set document(title: "A")\nHoi')
    write_pdf("one.typ", {}, templates=tmp_path)
    assert drawn(svg(BOX)).width > 0
