"""What a file of a stranger may hold at most, and what reading it may cost. Plain Python.

Bytes say little: of twelve kilobytes a small machine can be busy for minutes. So things are counted as well, before
they are read. What no count foresees is ended by the time and the memory of the child that reads (`apart` in
`app/core/files`). The counts stand well above the largest standard that we have, and below what takes five seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

SECONDS = 5
"""For reading one file: who sent it still waits then, and the server has others to answer."""
MEMORY = 256 * 1024 * 1024
"""For reading one file, above what the process has already: two at once still fit in a small server."""
MOST_ANSWER = 32 * 1024 * 1024
"""Bytes of what is read, on its way back to the process that asked."""

MOST_FAULTS = 200
"""So many faults of a file are told; nobody goes on reading after that."""

WORKBOOK_BYTES = 5 * 1024 * 1024
"""Of a workbook as it is sent: twenty times the largest that we write."""
WORKBOOK_PARTS = 500
"""Ours have 74; each is looked up by name."""
LAST_ROW = 50_000
"""Rows of a sheet, with the empty ones: a cell far down makes all rows above it."""
MOST_MERGED = 1000
"""Groups of cells that were made one."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much one file of rows may hold and cost.

    `unpacked` are bytes of all its parts together, `part_bytes` and `part_tags` of one part: openpyxl makes objects of
    each tag. `characters` are those of the cells that are read: a thousand cells may share one long text, and each
    hands it on. `seconds` are for reading it.
    """

    seconds: int = SECONDS
    unpacked: int = 30 * 1024 * 1024
    part_bytes: int = 10 * 1024 * 1024
    part_tags: int = 200_000
    characters: int = 5_000_000

    def of_part(self, name: str) -> tuple[int, int]:
        """Bytes and tags of a part; some are read whole before the first row. In 2,500 tags fit a thousand names."""
        whole = {
            "xl/styles.xml": (256 * 1024, 20_000),
            "styles.xml": (256 * 1024, 20_000),
            "xl/workbook.xml": (256 * 1024, 2_500),
            "xl/sharedStrings.xml": (self.part_bytes // 2, self.part_tags),
        }
        return whole.get(name, (self.part_bytes, self.part_tags))


USUAL = Room()
"""A full sheet of behaviours has 170,000 tags."""
THOUSANDS = Room(
    seconds=60, unpacked=60 * 1024 * 1024, part_bytes=40 * 1024 * 1024, part_tags=1_200_000, characters=10_000_000
)
"""For a row of each person of a very large employer: ten thousand rows of eleven columns have 460,000 tags, and reading
them takes 2.4 seconds of a processor that does nothing else."""

YAML_EVENTS = 100_000
"""Keys, values, and begins and ends of lists; our largest standard has 7,000."""
JSON_MARKS = 1_000_000
"""Commas and brackets: no JSON has more values than that. A CASE package has at most half a million values."""

PICTURE_BYTES = 500_000
"""Of a picture as it is sent."""
PICTURE_PIXELS = 8_000_000
"""Each takes four bytes, twice."""
PICTURE_KEPT = 200_000
"""Bytes of the one that we draw of it."""
