"""What an independent reader finds wrong with a file of ours."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from pdfua import validate


def faults_of_pdf(pdf: bytes) -> list[str]:
    """The rules of PDF/UA-1 that a PDF breaks, as far as a program can tell."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(pdf)
        return [f"{one.rule_id}: {one.message}" for one in validate(str(path)).findings]
