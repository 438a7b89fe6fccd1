"""Hashes of every run of seven words of a document, so that a text can be compared with a document that is not here.

`python -m tests.standards.shingles DOCUMENT > tests/standards/data/NAME.shingles` writes such a file. A word is
a run of letters and digits, in lower case; tags and punctuation do not count, and a hyphen parts two words.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

RUN = 7
PER_LINE = 12


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"<[^>]*>", " ", text).lower())


def runs_of(text: str) -> Iterator[str]:
    """Every seven words in a row."""
    words = words_of(text)
    return (" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def hash_of(run: str) -> str:
    """Eight hexadecimal digits: a chance hit on a document of 10,000 words is one in 400,000."""
    return hashlib.sha256(run.encode()).hexdigest()[:8]


def hashes_of(document: str) -> frozenset[str]:
    return frozenset(hash_of(run) for run in runs_of(document))


def read_hashes(path: Path) -> frozenset[str]:
    return frozenset(path.read_text(encoding="ascii").split())


def copied_runs(text: str, hashes: frozenset[str]) -> list[str]:
    """The runs of the text that the document has too."""
    return [run for run in runs_of(text) if hash_of(run) in hashes]


def written(hashes: frozenset[str]) -> str:
    """The content of a file of hashes: sorted, so that it does not show the order of the document."""
    ordered = sorted(hashes)
    lines = (" ".join(ordered[start : start + PER_LINE]) for start in range(0, len(ordered), PER_LINE))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(written(hashes_of(Path(sys.argv[1]).read_text(encoding="utf-8"))))
