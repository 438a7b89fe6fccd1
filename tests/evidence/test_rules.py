"""Which files and links we keep."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.files import limits
from app.core.files.apart import TOO_MUCH
from app.evidence.rules import MAX_BYTES, MAX_NAME, TYPES, UnfitContent, check_url, safe_name, type_of
from tests.factories.evidence import OPEN_TEXT, PDF, office_file, open_document, picture, zip_of

SHEET = OPEN_TEXT.replace("text", "spreadsheet")
RIGHT = {
    "pdf": PDF,
    "docx": office_file(),
    "xlsx": office_file("xl/workbook.xml"),
    "pptx": office_file("ppt/presentation.xml"),
    "odt": open_document(),
    "ods": open_document(SHEET),
    "png": picture(),
    "jpg": picture("JPEG"),
    "jpeg": picture("JPEG"),
    "webp": picture("WEBP"),
    "txt": "Ik liet een stilte vallen. Dat werkte, één keer.".encode(),
}


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(UnfitContent) as unfit:
        type_of(name, content)
    return str(unfit.value)


def test_every_kind_that_we_keep_is_tried_here():
    assert RIGHT.keys() == TYPES.keys()


@pytest.mark.parametrize("extension", RIGHT)
def test_a_file_that_is_what_its_name_says_is_kept(extension: str):
    assert type_of(f"Verslag.{extension.upper()}", RIGHT[extension]) is TYPES[extension]


@pytest.mark.parametrize("extension", RIGHT)
def test_a_file_that_is_something_else_inside_is_refused(extension: str):
    page = b"\x00<html><script>alert(1)</script></html>"
    assert f".{extension}" in refusal(f"verslag.{extension}", page)


@pytest.mark.parametrize(
    ("name", "other"),
    [("a.docx", "xlsx"), ("a.xlsx", "odt"), ("a.odt", "ods"), ("a.png", "jpg"), ("a.pdf", "docx"), ("a.txt", "png")],
)
def test_one_kind_under_the_name_of_another_is_refused(name: str, other: str):
    assert "er zit iets anders in" in refusal(name, RIGHT[other])


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.docm", "a.zip", "a", "pdf", "a.pdf.js", ""])
def test_a_kind_that_we_do_not_keep_is_refused(name: str):
    assert "kunnen we niet bewaren" in refusal(name, PDF)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", office_file(more={"word/vbaProject.bin": b"macro"})),
        ("a.xlsx", office_file("xl/workbook.xml", {"xl/VBAPROJECT.BIN": b"macro"})),
        ("a.odt", open_document(more={"Basic/Standard/Module1.xml": b"macro"})),
        ("a.ods", open_document(SHEET, {"Scripts/python/go.py": b"macro"})),
    ],
)
def test_a_document_with_macros_is_refused(name: str, content: bytes):
    assert "macro" in refusal(name, content)


def test_a_picture_of_empty_parts_keeps_nobody_waiting(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 1)
    began = perf_counter()
    assert refusal("a.jpg", b"\xff\xd8" + b"\xff\xe1\0\x0eExif\0\0MM\0\x2a" * 600_000) == TOO_MUCH
    assert perf_counter() - began < 4


def test_a_package_with_far_too_many_files_is_refused_before_its_list_is_read(monkeypatch):
    package = zip_of({str(number): b"" for number in range(5001)})
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert "vreemd ingepakt" in refusal("a.docx", package)


def test_a_package_that_unpacks_to_far_too_much_is_refused_without_unpacking_it():
    bomb = office_file(more={"word/media/bomb.bin": bytes(60 * 1024 * 1024)})
    assert len(bomb) < 100_000
    assert "vreemd ingepakt" in refusal("a.docx", bomb)


def test_a_package_with_far_too_many_parts_is_refused():
    assert "vreemd ingepakt" in refusal("a.docx", office_file(more={f"x/{n}": b"" for n in range(5001)}))


def test_a_document_that_repeats_itself_much_is_no_bomb():
    assert type_of("a.docx", office_file(more={"word/styles.xml": b"<style/>" * 500_000}))


def test_a_document_with_a_password_says_so():
    locked = bytearray(zip_of({"[Content_Types].xml": b"x", "word/document.xml": b"x"}))
    place = locked.find(b"PK\x01\x02")
    while place >= 0:
        locked[place + 8] |= 1
        place = locked.find(b"PK\x01\x02", place + 1)
    assert "wachtwoord" in refusal("a.docx", bytes(locked))


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pptx"])
def test_word_locks_a_document_in_another_wrapping_and_we_still_say_that_it_has_a_password(name: str):
    assert "wachtwoord" in refusal(name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))


def test_an_empty_file_is_refused():
    assert "leeg" in refusal("a.txt", b"")


def test_ten_megabytes_is_kept_and_one_byte_more_is_not():
    assert type_of("a.txt", b"a" * MAX_BYTES)
    assert "10 MB" in refusal("a.txt", b"a" * (MAX_BYTES + 1))


@given(st.sampled_from(sorted(TYPES)), st.binary(max_size=400), st.integers(0, 400))
def test_damage_never_gives_anything_but_a_refusal(extension: str, junk: bytes, place: int):
    whole = RIGHT[extension]
    damaged = whole[:place] + junk + whole[place + len(junk) :]
    with suppress(UnfitContent):
        type_of(f"a.{extension}", damaged)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("verslag.pdf", "verslag.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        (r"C:\Users\noor\Mijn verslag.docx", "Mijn verslag.docx"),
        ("foto\r\nSet-Cookie: x.jpg", "fotoSet-Cookie: x.jpg"),
        ("factuur\u202efdp.txt", "factuurfdp.txt"),
        ('een "naam".txt', "een naam.txt"),
        ("", "bestand"),
        ("...", "bestand"),
    ],
)
def test_a_name_keeps_only_what_is_safe_to_send_back(name: str, safe: str):
    assert safe_name(name) == safe


@given(st.text())
def test_a_name_is_never_empty_or_long_and_has_no_folder(name: str):
    safe = safe_name(name)
    assert 0 < len(safe) <= MAX_NAME
    assert "/" not in safe
    assert "\\" not in safe


def test_a_long_name_keeps_its_extension():
    assert safe_name("a" * 400 + ".docx").endswith("a.docx")


@pytest.mark.parametrize(
    "url", ["https://voorbeeldstad.example/x?y=1#z", "http://intranet/pagina", "HTTPS://x.nl:8443"]
)
def test_a_link_to_a_site_is_kept(url: str):
    assert check_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://x.nl",
        "//x.nl",
        "x.nl",
        "",
        "https://",
        "https://x.nl/a b",
        "https://x.nl:0",
        "https://x.nl:99999",
        "https://[::1",
        "java\nscript:alert(1)",
        "https://noor:geheim@x.nl",
        "https://noor@x.nl",
        "https://@x.nl",
        "https://x.nl/" + "a" * 2000,
    ],
)
def test_anything_else_is_no_link(url: str):
    with pytest.raises(UnfitContent):
        check_url(url)
