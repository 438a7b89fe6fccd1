"""From a filled-in workbook to what the file of a standard says, with the cell that each part of it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.core.files.sheets import Column, Rows, Sheet, read_sheets, text_of
from app.core.shapes import Fault, Path
from app.standards.own import sheets as layout
from app.standards.own.filled import FilledIn, FilledRow, Place

MOST_ROWS = 10_000
MOST_DEPTH = 12


def read_standard(content: bytes) -> FilledIn:
    """What a workbook says, faults and all. Raises `UnfitContent` when it cannot be read at all."""
    sheets = read_sheets(content, MOST_ROWS, layout.EXTRA_COLUMNS)
    names = {sheet.title.casefold(): sheet.title for sheet in layout.SHEETS}
    known: dict[str, Rows] = {}
    loose = []
    for name, rows in sheets.items():
        title = names.get(name.strip().casefold())
        if title is not None:
            known[title] = rows
        elif name.strip().casefold() != layout.HELP.casefold() and rows:
            what = "dit werkblad kennen we niet. Haal het weg of geef het de goede naam."
            loose.append(Fault(f"Werkblad {name[:40]}", what))
    reader = _Reader(known)
    for sheet in layout.SHEETS:
        if sheet.needed and sheet.title not in known:
            loose.append(Fault(f"Werkblad {sheet.title}", "dit werkblad ontbreekt."))
    reader.filled.loose = loose
    if not loose:
        reader.read()
    return reader.filled


class _Reader:
    """Goes over the sheets once, in the order in which things hang under each other."""

    def __init__(self, sheets: Mapping[str, Rows]) -> None:
        self.sheets = sheets
        self.filled = FilledIn()
        self.data = self.filled.data

    def read(self) -> None:
        """Fill `filled`."""
        self._standard()
        for key, sheet in layout.LISTS.items():
            rows = list(self._rows(sheet))
            self.data[key] = [dict(row.values) for row in rows]
            self.filled.places[key,] = Place(layout.SHEETS.index(sheet), 2, 0)
            for index, row in enumerate(rows):
                self._put((key, index), row)
        for scale in self.data["scales"]:
            scale.setdefault("cumulative", False)
        for profile in self.data["profiles"]:
            profile["targets"] = {}
        self._levels()
        self._statements()
        self._named(layout.LEVEL_NAMES, "elements", "element", "level_names", "level", "name")
        self._named(layout.TARGETS, "profiles", "profile", "targets", "element", "level")
        self._remarks()
        self._chapters()
        self._statuses()
        self._changes()

    def _fault(self, place: Place, message: str) -> None:
        self.filled.faults.append((place, message))

    def _put(self, path: Path, row: FilledRow) -> None:
        """Remember the cells of a row under a path."""
        columns = layout.SHEETS[row.sheet].columns
        self.filled.places[path] = row.place(columns[0].key)
        for column in columns:
            self.filled.places[*path, column.key] = row.place(column.key)

    def _rows(self, sheet: Sheet) -> Iterator[FilledRow]:
        number = layout.SHEETS.index(sheet)
        rows = dict(self.sheets.get(sheet.title, {}))
        if not rows:
            return
        if wrong := sheet.head_faults(rows.pop(1, ())):
            self.filled.faults += [(Place(number, 1, column), what) for column, what in wrong]
            return
        for line, cells in rows.items():
            values = {}
            for index, column in enumerate(sheet.columns):
                value = self._value(Place(number, line, index), column, cells[index] if index < len(cells) else None)
                if value is not None:
                    values[column.key] = value
            if values:
                yield FilledRow(number, line, values)

    def _value(self, place: Place, column: Column, cell: Any) -> Any:
        """What a cell says, as its column asks; None when it is empty or wrong."""
        try:
            return column.meaning(cell)
        except ValueError as wrong:
            self._fault(place, str(wrong))
            return None

    def _standard(self) -> None:
        """The one sheet that goes down: a row per column of its layout."""
        number = layout.SHEETS.index(layout.STANDARD)
        rows = dict(self.sheets.get(layout.STANDARD.title, {}))
        head = rows.pop(1, ())
        for index, title in enumerate(layout.DOWN):
            if text_of(head[index] if index < len(head) else None).casefold() != title.casefold():
                self._fault(Place(number, 1, index), f"hier hoort '{title}' te staan.")
        columns = {column.title.casefold(): column for column in layout.STANDARD.columns}
        seen: set[str] = set()
        for line, cells in rows.items():
            name = text_of(cells[0])
            column = columns.get(name.casefold())
            if column is None:
                what = f"het gegeven '{name[:40]}' kennen we niet." if name else "hier ontbreekt het gegeven."
                self._fault(Place(number, line, 0), what)
            elif name.casefold() in seen:
                self._fault(Place(number, line, 0), f"'{column.title}' staat er twee keer.")
            else:
                seen.add(name.casefold())
                place = Place(number, line, 1)
                self.filled.places[tuple(column.key.split("."))] = place
                value = self._value(place, column, cells[1] if len(cells) > 1 else None)
                if value is not None:
                    *above, key = column.key.split(".")
                    (self.data.setdefault(above[0], {}) if above else self.data)[key] = value

    def _parent(self, row: FilledRow, column: str, key: str, sheet: Sheet) -> int | None:
        """The index of the thing that a row hangs under; None, with a fault, when it is not there."""
        code = row.values.get(column)
        for index, one in enumerate(self.data[key]):
            if code is not None and one.get("code") == code:
                return index
        message = f"'{code[:60]}' staat niet op het werkblad {sheet.title}." if code else "dit ontbreekt."
        self._fault(row.place(column), message)
        return None

    def _levels(self) -> None:
        for row in self._rows(layout.LEVELS):
            scale = self._parent(row, "scale", "scales", layout.SCALES)
            if scale is not None:
                levels = self.data["scales"][scale].setdefault("levels", [])
                self._put(("scales", scale, "levels", len(levels)), row)
                levels.append({**row.without("scale"), "rank": len(levels) + 1})

    def _statements(self) -> None:
        cells: dict[tuple[int, Any, Any], int] = {}
        for row in self._rows(layout.STATEMENTS):
            element = self._parent(row, "element", "elements", layout.ELEMENTS)
            if element is None:
                continue
            where = {key: row.values[key] for key in ("aspect", "level") if key in row.values}
            statements = self.data["elements"][element].setdefault("statements", [])
            key = element, where.get("aspect"), where.get("level")
            index = cells.setdefault(key, len(statements))
            path = ("elements", element, "statements", index)
            if index == len(statements):
                statements.append(where | {"items": []})
                self._put(path, row)
            self._statement(path, row, statements[index])

    def _statement(self, path: Path, row: FilledRow, cell: dict[str, Any]) -> None:
        values, items = row.values, cell["items"]
        if "same" in values and ("text" in values or "code" in values or "follows" in values):
            self._fault(row.place("same"), "vul óf een zin in, óf 'Zelfde als'.")
        elif "empty_reason" in values and ("text" in values or "same" in values):
            self._fault(row.place("empty_reason"), "hier staat al een zin: laat dit leeg.")
        elif "empty_reason" in values:
            cell["empty_reason"] = values["empty_reason"]
            self.filled.places[*path, "empty_reason"] = row.place("empty_reason")
        elif "same" in values:
            self._put((*path, "items", len(items)), row)
            items.append({"same": values["same"]})
        else:
            self._put((*path, "items", len(items)), row)
            made_up = {"code": _made_up(values, len(items) + 1)}
            items.append(made_up | {key: values[key] for key in ("code", "text", "follows") if key in values})

    def _named(self, sheet: Sheet, key: str, owner: str, into: str, name: str, value: str) -> None:
        """A sheet of which each row puts one value under a name of the thing that it hangs under."""
        for row in self._rows(sheet):
            index = self._parent(row, owner, key, layout.LISTS[key])
            if index is None:
                continue
            found = self.data[key][index].setdefault(into, {})
            missing = [one for one in (name, value) if one not in row.values]
            for one in missing:
                self._fault(row.place(one), "dit ontbreekt.")
            if not missing and row.values[name] in found:
                self._fault(row.place(name), f"'{row.values[name][:60]}' staat er twee keer.")
            elif not missing:
                found[row.values[name]] = row.values[value]
                self.filled.places[key, index, into, row.values[name]] = row.place(value)

    def _remarks(self) -> None:
        for row in self._rows(layout.REMARKS):
            owner = self._one_of(row, "element", "profile")
            if owner is None:
                continue
            key, sheet = ("elements", layout.ELEMENTS) if owner == "element" else ("profiles", layout.PROFILES)
            index = self._parent(row, owner, key, sheet)
            if index is not None and "text" not in row.values:
                self._fault(row.place("text"), "dit ontbreekt.")
            elif index is not None:
                self.data[key][index].setdefault("remarks", []).append(row.values["text"])

    def _one_of(self, row: FilledRow, first: str, second: str) -> str | None:
        """Which of two columns a row fills in; None, with a fault, when it is not exactly one."""
        if (first in row.values) == (second in row.values):
            self._fault(row.place(first), "vul precies één van deze twee kolommen in.")
            return None
        return first if first in row.values else second

    def _chapters(self) -> None:
        stacks: dict[tuple[Any, Any], list[tuple[Path, list[Any]]]] = {}
        self.data["chapters"] = []
        for row in self._rows(layout.CHAPTERS):
            owner = self._owner_of_chapters(row)
            if owner is not None:
                path, chapters = owner
                self._put((*path, len(chapters)), row)
                chapter = {**row.without("profile"), "entries": []}
                key = row.values.get("profile"), row.values.get("code")
                stacks.setdefault(key, [((*path, len(chapters), "entries"), chapter["entries"])])
                chapters.append(chapter)
        for row in self._rows(layout.ENTRIES):
            stack = stacks.get((row.values.get("profile"), row.values.get("chapter")))
            if stack is None:
                self._fault(row.place("chapter"), "dit hoofdstuk staat niet op het werkblad Hoofdstukken.")
            else:
                self._entry(row, stack)
        self.data["shared"] = []
        shared: list[tuple[Path, list[Any]]] = [(("shared",), self.data["shared"])]
        for row in self._rows(layout.SHARED):
            self._entry(row, shared)

    def _owner_of_chapters(self, row: FilledRow) -> tuple[Path, list[Any]] | None:
        if "profile" not in row.values:
            return ("chapters",), self.data["chapters"]
        index = self._parent(row, "profile", "profiles", layout.PROFILES)
        if index is None:
            return None
        return ("profiles", index, "chapters"), self.data["profiles"][index].setdefault("chapters", [])

    def _entry(self, row: FilledRow, stack: list[tuple[Path, list[Any]]]) -> None:
        """Put an entry under the last one that is less deep."""
        depth = row.values.get("depth", 1)
        if not 1 <= depth <= min(len(stack), MOST_DEPTH):
            self._fault(row.place("depth"), f"hier kan de diepte van 1 tot {min(len(stack), MOST_DEPTH)} zijn.")
            return
        del stack[depth:]
        path, entries = stack[-1]
        here = (*path, len(entries))
        self._put(here, row)
        if "same" in row.values:
            if set(row.values) & {"code", "title", "text", "number", "element"}:
                self._fault(row.place("same"), "vul óf een tekst in, óf 'Zelfde als'.")
            entries.append({"same": row.values["same"]})
            return
        entry = {**row.without("depth", "profile", "chapter"), "entries": []}
        entries.append(entry)
        stack.append(((*here, "entries"), entry["entries"]))

    def _statuses(self) -> None:
        for row in self._rows(layout.STATUSES):
            column = self._one_of(row, "level", "profile")
            if column is None:
                continue
            into = "statuses" if column == "level" else "profiles"
            found = self.data.setdefault("status_indication", {}).setdefault(into, {})
            if "status" not in row.values:
                self._fault(row.place("status"), "dit ontbreekt.")
            elif row.values[column] in found:
                self._fault(row.place(column), f"'{row.values[column][:60]}' staat er twee keer.")
            else:
                found[row.values[column]] = row.values["status"]
                self.filled.places["status_indication", into, row.values[column]] = row.place("status")

    def _changes(self) -> None:
        self.data["changes"], self.data["undecided"] = [], []
        self.filled.places["changes",] = Place(layout.SHEETS.index(layout.CHANGES), 2, 0)
        for row in self._rows(layout.CHANGES):
            if row.values.get("kind") == layout.UNDECIDED:
                for code in row.values.get("from", ()):
                    self.filled.places["undecided", len(self.data["undecided"])] = row.place("from")
                    self.data["undecided"].append(code)
            else:
                self._put(("changes", len(self.data["changes"])), row)
                self.data["changes"].append(dict(row.values))


def _made_up(values: Mapping[str, Any], number: int) -> str:
    """The code of a statement for whoever gave none."""
    parts: Iterable[Any] = (values["element"], values.get("aspect"), values.get("level"), number)
    return "-".join(str(part).lower() for part in parts if part is not None)
