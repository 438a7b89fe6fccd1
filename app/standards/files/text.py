"""The file of a standard as YAML."""

from __future__ import annotations

from typing import Any

import yaml

from app.standards.files.format import StandardFile

_WIDTH = 110
_SafeDumper: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def file_data(file: StandardFile) -> dict[str, Any]:
    """A file as plain data, without what is left at its default."""
    return file.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def file_text(file: StandardFile) -> str:
    """A file as YAML that `standards check` takes, without what is left at its default."""
    return str(yaml.dump(file_data(file), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH))


class _Dumper(_SafeDumper):
    """Writes everything out: our files have no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
