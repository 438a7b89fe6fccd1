"""The form that asks for a file or a link."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from flask_wtf.file import FileField
from wtforms import SelectField

from app.core.files.packed import UnfitContent
from app.core.web.fields import Form, SelectChoice, TextInput, at_most
from app.evidence import operations
from app.evidence.models import Evidence
from app.evidence.queries import to_choose_from
from app.evidence.rules import ACCEPT, ALLOWED_IN_WORDS, MAX_BYTES, FileType, check_url, type_of, whole_url
from app.people.models import User


class EvidenceForm(Form):
    """A file or a link, with a name if you like."""

    file = FileField(
        "Bestand",
        description=f"Hoogstens 10 MB: {ALLOWED_IN_WORDS}. Op je telefoon kun je meteen een foto maken.",
        render_kw={"accept": ACCEPT},
    )
    url = TextInput("Of een link", description="Bijvoorbeeld www.voorbeeld.nl/cursus.", validators=[at_most(2000)])
    title = TextInput("Hoe noem je het?", validators=[at_most(200)])

    content: bytes = b""
    kind: FileType | None = None

    @property
    def upload(self) -> Any:
        """The file that was sent; None without one."""
        return self.file.data if self.file.data and self.file.data.filename else None

    def validate(self, extra_validators: Any = None) -> bool:
        """One of the two, and one that we keep; what is wrong stands beside its field."""
        right = bool(super().validate(extra_validators))
        upload = self.upload
        if upload is None and not self.url.data:
            self.file.errors = ["Kies een bestand of vul een link in."]
            return False
        if upload is not None and self.url.data:
            self.url.errors = ["Kies een bestand óf vul een link in, niet allebei tegelijk."]
            return False
        try:
            if upload is not None:
                self.content = upload.stream.read(MAX_BYTES + 1)
                self.kind = type_of(upload.filename, self.content)
            else:
                self.url.data = check_url(whole_url(self.url.data or ""))
        except UnfitContent as unfit:
            (self.file if upload is not None else self.url).errors = [str(unfit)]
            return False
        return right

    def keep(self, owner: User) -> Evidence:
        """Keep what was sent; call it after `validate` said yes."""
        title = self.title.data or ""
        if self.content:
            return operations.keep_file(owner, self.file.data.filename, self.content, title, self.kind)
        return operations.keep_link(owner, self.url.data or "", title)


class EvidenceChoiceForm(EvidenceForm):
    """Something that the person keeps already, or else a file or a link; `needed = False` when nothing will do too."""

    existing = SelectField("Kies uit wat je al hebt", default="")

    needed = True

    @classmethod
    def beside(cls, owner: User, shown: Collection[Evidence], *, fresh: bool = False, **data: Any) -> Self:
        """The form with what a person keeps and is not among `shown`; `fresh` ignores what was just posted."""
        form = cls(formdata=None) if fresh else cls(data=data)
        form._kept = {str(one.id): one for one in to_choose_from(owner) if one not in shown}
        kept = (SelectChoice(key, one.label) for key, one in form._kept.items())
        form.existing.choices = [SelectChoice("", "Geen"), *kept]
        return form

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen, sent or typed."""
        return not (self.existing.data or self.url.data or self.upload)

    def validate(self, extra_validators: Any = None) -> bool:
        """One way at most, and one that we keep."""
        if self.is_empty and not self.needed:
            return bool(super(EvidenceForm, self).validate(extra_validators))
        if not self.existing.data:
            return super().validate(extra_validators)
        right = bool(super(EvidenceForm, self).validate(extra_validators))
        if self.url.data or self.upload:
            self.existing.errors = ["Kies iets wat je al hebt óf voeg iets nieuws toe, niet allebei tegelijk."]
            return False
        return right

    def keep(self, owner: User) -> Evidence:
        """The chosen evidence, or what was sent; call it after `validate` said yes to something."""
        chosen = self._kept.get(self.existing.data or "")
        return chosen if chosen is not None else super().keep(owner)
