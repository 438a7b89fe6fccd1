"""PDFs: what people wrote stands in them as they wrote it, and a screen reader can find its way."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.core.files.pdf import TEMPLATES, UnreadableData, write_pdf
from tests.readable import faults_of_pdf

SOURCE = """
#import "/pdf/house.typ": *
#show: document-of.with(title: data.title, head: "Proef")
= #data.title
#prose(data.text)
#facts(("Naam", line-of(data.name)))
"""


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder with the house style and one small template."""
    (tmp_path / "pdf").mkdir()
    shutil.copy(TEMPLATES / "pdf" / "house.typ", tmp_path / "pdf")
    (tmp_path / "proof.typ").write_text(SOURCE)
    return tmp_path


def read(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\u200b", "")


def made(templates: Path, text: str, *, title: str = "Een titel", name: str = "Noor") -> bytes:
    return write_pdf("proof.typ", {"title": title, "text": text, "name": name}, templates=templates)


@pytest.mark.parametrize(
    "hostile",
    [
        '#import "/secret.typ"',
        '#read("/etc/passwd")',
        "*niet vet* en _niet schuin_ en `geen code`",
        "een ] haak, een [ haak en een # hekje",
        "C:\\mappen\\stuk \\ $x^2$ @bron <label>",
        "= Geen kop",
        "aanhaling \" en ' en //geen-opmerking /* ook niet */",
    ],
)
def test_what_looks_like_source_comes_out_as_text(templates: Path, hostile: str) -> None:
    assert hostile in read(made(templates, hostile))
    assert hostile in read(made(templates, "", name=hostile))
    assert hostile in read(made(templates, "", title=hostile))


def test_lines_and_paragraphs_stay_apart(templates: Path) -> None:
    lines = read(made(templates, "eerste regel\ntweede regel\n\nnieuwe alinea")).splitlines()
    assert [one for one in lines if "regel" in one or "alinea" in one] == [
        "eerste regel",
        "tweede regel",
        "nieuwe alinea",
    ]


def test_names_of_all_of_europe_come_out_whole(templates: Path) -> None:
    assert "Şeyma Łukasz Björk Ünal Ĳsbrand" in read(made(templates, "Şeyma Łukasz Björk Ünal Ĳsbrand"))


def test_a_word_without_end_stays_on_the_paper(templates: Path) -> None:
    assert read(made(templates, "x" * 400)).replace("\n", "").count("x") == 400


def test_the_file_is_tagged_says_its_language_and_its_title(templates: Path) -> None:
    document = PdfReader(io.BytesIO(made(templates, "tekst", title="Dossier van Noor")))
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "nl-NL"
    assert "/StructTreeRoot" in root
    assert document.metadata is not None
    assert document.metadata.title == "Dossier van Noor"
    told = document.trailer["/Root"]["/Metadata"].get_object().get_data()
    assert b"<pdfuaid:part>1" in told
    assert (b"<pdfaid:part>2" in told, b"<pdfaid:conformance>A" in told) == (True, True)
    assert b"<dc:creator><rdf:Seq><rdf:li>Vakspiegel" in told
    assert document.metadata.author == "Vakspiegel"


def test_an_independent_reader_finds_no_table_without_heads(templates: Path) -> None:
    assert faults_of_pdf(made(templates, "tekst")) == []
    rows = '#rows-of((1fr, 1fr), ("Eis", "Regel"), (("Een", "Twee"),))'
    (templates / "proof.typ").write_text(f"{SOURCE}\n{rows}")
    assert faults_of_pdf(made(templates, "tekst")) == []
    (templates / "proof.typ").write_text(f"{SOURCE}\n#table(columns: 2)[Een][Twee]")
    assert any("UA-15" in fault for fault in faults_of_pdf(made(templates, "tekst")))


def test_days_go_in_as_text_and_anything_else_is_a_mistake(templates: Path) -> None:
    (templates / "proof.typ").write_text('#import "/pdf/house.typ": *\n#set document(title: "x")\n#data.day')
    assert "2026-11-20" in read(write_pdf("proof.typ", {"day": date(2026, 11, 20)}, templates=templates))
    with pytest.raises(UnreadableData, match="object"):
        write_pdf("proof.typ", {"day": object()}, templates=templates)
