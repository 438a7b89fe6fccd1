"""What an HR adviser or administrator sends about an own standard."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import HiddenField

from app.core.web.fields import Form, required


class StandardUploadForm(Form):
    """The file of a standard."""

    file = FileField(
        "Bestand met jullie standaard",
        description="Het ingevulde werkboek (.xlsx of .ods).",
        render_kw={"accept": ".xlsx,.ods,.yaml,.yml,.json"},
        validators=[required("Kies het bestand met jullie standaard.")],
    )


class SeenForm(Form):
    """Yes to something about a draft; it carries the digest of what the person saw."""

    seen = HiddenField()
