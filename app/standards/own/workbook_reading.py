"""From a filled-in workbook to what the file of a standard says, with the cell that each part of it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.core.files.rows.cells import Rows
from app.core.files.sheets import Sheet
from app.core.files.workbooks import read_sheets
from app.core.shapes import Path
from app.standards.own import sheets as layout
from app.standards.own.filled import SHEETS, FilledIn, FilledRow, Place, SheetsReader, sheets_in

MOST_ROWS = 10_000
MOST_DEPTH = 12


def read_standard(content: bytes) -> FilledIn:
    """What a workbook says, faults and all. Raises `Faulty` when it cannot be read at all."""
    return standard_in(read_sheets(content, MOST_ROWS, layout.EXTRA_COLUMNS))


def standard_in(sheets: Mapping[str, Rows]) -> FilledIn:
    """The same of sheets that were read already."""
    known, loose = sheets_in(sheets, layout.SHEETS, layout.HELP)
    reader = _Reader(known)
    reader.filled.loose = loose
    if not loose:
        reader.read()
    return reader.filled


class _Reader(SheetsReader):
    """Goes over the sheets once, in the order in which things hang under each other."""

    def read(self) -> None:
        """Fill `filled`."""
        self.down(layout.STANDARD)
        for key, sheet in layout.LISTS.items():
            rows = list(self.rows(sheet))
            self.data[key] = [dict(row.values) for row in rows]
            self.filled.places[key,] = Place(SHEETS.index(sheet), 2, 0)
            for index, row in enumerate(rows):
                self.put((key, index), row)
        for scale in self.data["scales"]:
            scale.setdefault("cumulative", False)
        for profile in self.data["profiles"]:
            profile["targets"] = {}
        self._levels()
        self._statements()
        self._named(layout.LEVEL_NAMES, "element", "level_names", "level", "name")
        self._named(layout.TARGETS, "profile", "targets", "element", "level")
        self._remarks()
        self._chapters()
        self._statuses()
        self._changes()

    def _owned(self, sheet: Sheet, *owners: str) -> Iterator[tuple[FilledRow, Path, dict[str, Any]]]:
        """The rows of a sheet with the path and the data of what they hang under, by the code in one of these columns.

        A row that hangs under nothing is a fault.
        """
        for row in self.rows(sheet):
            owner = owners[0] if len(owners) == 1 else self._one_of(row, *owners)
            index = self._owner(row, owner) if owner else None
            if index is not None:
                yield row, (f"{owner}s", index), self.data[f"{owner}s"][index]

    def _owner(self, row: FilledRow, column: str) -> int | None:
        """The index of the thing that a column names by its code; None, with a fault, when it is not there."""
        key, code = f"{column}s", row.values.get(column)
        for index, one in enumerate(self.data[key]):
            if code is not None and one.get("code") == code:
                return index
        if code:
            self.fault(row.place(column), f"'{code[:60]}' staat niet op het werkblad {layout.LISTS[key].title}.")
        else:
            self.missing(row, column)
        return None

    def _one_of(self, row: FilledRow, *columns: str) -> str | None:
        """Which of two columns a row fills in; None, with a fault, when it is not exactly one."""
        filled = [column for column in columns if column in row.values]
        if len(filled) != 1:
            self.fault(row.place(columns[0]), "vul precies één van deze twee kolommen in.")
            return None
        return filled[0]

    def _name(self, found: dict[str, Any], path: Path, row: FilledRow, name: str, value: str) -> None:
        """Put the value of one column under that of another, which names it."""
        missing = [one for one in (name, value) if one not in row.values]
        for one in missing:
            self.missing(row, one)
        if not missing and row.values[name] in found:
            self.fault(row.place(name), f"'{row.values[name][:60]}' staat er twee keer.")
        elif not missing:
            found[row.values[name]] = row.values[value]
            self.filled.places[*path, row.values[name]] = row.place(value)

    def _levels(self) -> None:
        for row, path, scale in self._owned(layout.LEVELS, "scale"):
            levels = scale.setdefault("levels", [])
            self.put((*path, "levels", len(levels)), row)
            levels.append({**row.without("scale"), "rank": len(levels) + 1})

    def _statements(self) -> None:
        cells: dict[tuple[Path, Any, Any], int] = {}
        for row, owner, element in self._owned(layout.STATEMENTS, "element"):
            where = {key: row.values[key] for key in ("aspect", "level") if key in row.values}
            statements = element.setdefault("statements", [])
            index = cells.setdefault((owner, where.get("aspect"), where.get("level")), len(statements))
            path = (*owner, "statements", index)
            if index == len(statements):
                statements.append(where | {"items": []})
                self.put(path, row)
            self._statement(path, row, statements[index])

    def _statement(self, path: Path, row: FilledRow, cell: dict[str, Any]) -> None:
        values, items = row.values, cell["items"]
        if "same" in values and ("text" in values or "code" in values or "follows" in values):
            self.fault(row.place("same"), "vul óf een zin in, óf 'Zelfde als'.")
        elif "empty_reason" in values and ("text" in values or "same" in values):
            self.fault(row.place("empty_reason"), "hier staat al een zin: laat dit leeg.")
        elif "empty_reason" in values:
            cell["empty_reason"] = values["empty_reason"]
            self.filled.places[*path, "empty_reason"] = row.place("empty_reason")
        else:
            self.put((*path, "items", len(items)), row)
            one = {key: values[key] for key in ("code", "text", "follows", "leaves_out", "same") if key in values}
            items.append(one if "same" in one else {"code": _made_up(values, len(items) + 1), **one})

    def _named(self, sheet: Sheet, owner: str, into: str, name: str, value: str) -> None:
        """A sheet of which each row puts one value under a name of the thing that it hangs under."""
        for row, path, thing in self._owned(sheet, owner):
            self._name(thing.setdefault(into, {}), (*path, into), row, name, value)

    def _remarks(self) -> None:
        for row, _, thing in self._owned(layout.REMARKS, "element", "profile"):
            if "text" not in row.values:
                self.missing(row, "text")
            else:
                thing.setdefault("remarks", []).append(row.values["text"])

    def _chapters(self) -> None:
        stacks: dict[tuple[Any, Any], list[tuple[Path, list[Any]]]] = {}
        self.data["chapters"] = []
        for row in self.rows(layout.CHAPTERS):
            owner = self._owner_of_chapters(row)
            if owner is not None:
                path, chapters = owner
                self.put((*path, len(chapters)), row)
                chapter = {**row.without("profile"), "entries": []}
                key = row.values.get("profile"), row.values.get("code")
                stacks.setdefault(key, [((*path, len(chapters), "entries"), chapter["entries"])])
                chapters.append(chapter)
        for row in self.rows(layout.ENTRIES):
            stack = stacks.get((row.values.get("profile"), row.values.get("chapter")))
            if stack is None:
                self.fault(row.place("chapter"), "dit hoofdstuk staat niet op het werkblad Hoofdstukken.")
            else:
                self._entry(row, stack)
        self.data["shared"] = []
        shared: list[tuple[Path, list[Any]]] = [(("shared",), self.data["shared"])]
        for row in self.rows(layout.SHARED):
            self._entry(row, shared)

    def _owner_of_chapters(self, row: FilledRow) -> tuple[Path, list[Any]] | None:
        if "profile" not in row.values:
            return ("chapters",), self.data["chapters"]
        index = self._owner(row, "profile")
        if index is None:
            return None
        return ("profiles", index, "chapters"), self.data["profiles"][index].setdefault("chapters", [])

    def _entry(self, row: FilledRow, stack: list[tuple[Path, list[Any]]]) -> None:
        """Put an entry under the last one that is less deep."""
        depth = row.values.get("depth", 1)
        if not 1 <= depth <= min(len(stack), MOST_DEPTH):
            self.fault(row.place("depth"), f"hier kan de diepte van 1 tot {min(len(stack), MOST_DEPTH)} zijn.")
            return
        del stack[depth:]
        path, entries = stack[-1]
        here = (*path, len(entries))
        self.put(here, row)
        if "same" in row.values:
            if set(row.values) & {"code", "title", "text", "number", "element"}:
                self.fault(row.place("same"), "vul óf een tekst in, óf 'Zelfde als'.")
            entries.append({"same": row.values["same"]})
            return
        entry = {**row.without("depth", "profile", "chapter"), "entries": []}
        entries.append(entry)
        stack.append(((*here, "entries"), entry["entries"]))

    def _statuses(self) -> None:
        for row in self.rows(layout.STATUSES):
            if column := self._one_of(row, "level", "profile"):
                into = "statuses" if column == "level" else "profiles"
                found = self.data.setdefault("status_indication", {}).setdefault(into, {})
                self._name(found, ("status_indication", into), row, column, "status")

    def _changes(self) -> None:
        self.data["changes"], self.data["undecided"] = [], []
        self.filled.places["changes",] = Place(SHEETS.index(layout.CHANGES), 2, 0)
        for row in self.rows(layout.CHANGES):
            if row.values.get("kind") == layout.UNDECIDED:
                for code in row.values.get("from", ()):
                    self.filled.places["undecided", len(self.data["undecided"])] = row.place("from")
                    self.data["undecided"].append(code)
            else:
                self.put(("changes", len(self.data["changes"])), row)
                self.data["changes"].append(dict(row.values))


def _made_up(values: Mapping[str, Any], number: int) -> str:
    """The code of a statement for whoever gave none."""
    parts: Iterable[Any] = (values["element"], values.get("aspect"), values.get("level"), number)
    return "-".join(str(part).lower() for part in parts if part is not None)
