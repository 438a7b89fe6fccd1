"""How long a title may be."""

TITLE_LENGTH = 200
