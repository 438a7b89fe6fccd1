"""Files that are no badge and a lot to read, or that break off: the check says so in words."""

from __future__ import annotations

import io

import pytest

from app.register.badges.baking import KEYWORD, NoBadge, token_in
from tests.core.files.bombs import PICTURES, png_of

BAKED = png_of((b"iTXt", KEYWORD.encode() + b"\0\0\0\0\0een.twee.drie"))


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_with_too_many_things_has_no_badge(client, kind):
    answer = client.post("/register/controle", data={"file": (io.BytesIO(PICTURES[kind]()), "badge.png")})
    assert answer.status_code == 422
    assert "In dit bestand zit geen badge" in answer.text


def test_a_picture_that_breaks_off_anywhere_has_no_badge():
    assert token_in(BAKED) == "een.twee.drie"
    for length in range(8, len(BAKED)):
        with pytest.raises(NoBadge):
            token_in(BAKED[:length])
