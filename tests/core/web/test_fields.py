"""What a field makes of what was sent."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.core.web.fields import LongText, TextInput


class Both(Form):
    line = TextInput()
    lines = LongText()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("  Bram Hofman ", "Bram Hofman"),
        ("Bram\r\nBcc: iemand@elders.example", "Bram Bcc: iemand@elders.example"),
        ("Bram\x00\x1b[31m Hofman", "Bram[31m Hofman"),
        ("Bram \u202enamfoH", "Bram namfoH"),
        ("", ""),
    ],
)
def test_a_line_stays_one_line_that_reads_as_it_is_written(sent, kept):
    assert Both(MultiDict({"line": sent})).line.data == kept


def test_a_longer_text_keeps_its_lines():
    assert Both(MultiDict({"lines": " Een.\r\n\r\nTwee.\x00 "})).lines.data == "Een.\n\nTwee."


def test_a_longer_text_reads_as_it_is_written_too():
    assert Both(MultiDict({"lines": "Tegen \u202enamfoH\u2066 gezegd."})).lines.data == "Tegen namfoH gezegd."
