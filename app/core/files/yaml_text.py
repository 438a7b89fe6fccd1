"""YAML as data with the line of each value, without the parts of YAML that hide what a file says.

Aliases and anchors are refused (a value would stand where nobody reads it), and so are duplicate keys (the last one
would win without a word).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from app.core.files.limits import MOST_FAULTS, YAML_EVENTS
from app.core.shapes import Fault, Path, written

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class YamlText:
    """The data of a file, the line of each path in it, and what is wrong with the YAML itself.

    `file` is empty for text that somebody uploaded.
    """

    file: str
    data: Any
    lines: Mapping[Path, int]
    faults: tuple[Fault, ...]

    def fault(self, path: Path, what: str) -> Fault:
        """A fault at a path; a path that is not in the file gets the line of the nearest one above it."""
        known = path
        while known and known not in self.lines:
            known = known[:-1]
        return fault_at(self.file, self.lines.get(known, 1), written(path), what)


def fault_at(file: str, line: int, path: str, what: str) -> Fault:
    """A fault on a line of a file: `x.yaml:3: elements[0].code: …`; without a name of a file as people say it."""
    if not file:
        return Fault(f"Regel {line}" + (f" ({path})" if path else ""), what, line)
    return Fault(f"{file}:{line}" + (f": {path}" if path else ""), what, line)


def read_yaml(text: str, file: str) -> YamlText:
    """The text as data; what is wrong with it is in `faults`, and `data` is None when it cannot be read at all."""
    reader = _Reader(file)
    try:
        if refused := _anchors_and_aliases(text, file):
            return YamlText(file, None, {}, refused)
        node = yaml.compose(text, Loader=_Loader)
        data = reader.value(node, ()) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        found = fault_at(file, mark.line + 1 if mark else 1, "", f"dit is geen geldige YAML ({error.problem}).")
        return YamlText(file, None, {}, (*reader.faults, found))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        found = fault_at(file, 1, "", f"dit is geen geldige YAML ({error}).")
        return YamlText(file, None, {}, (*reader.faults, found))
    return YamlText(file, data, reader.lines, tuple(reader.faults))


def too_much(text: str, most_nested: int) -> Fault | None:
    """Where lists and keys are nested too deep, or where there are too many; None otherwise, or when it is no YAML.

    For text of strangers, before `read_yaml`: the C parser puts each level on the stack of the process.
    """
    depth = 0
    try:
        for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > most_nested:
                return fault_at("", _line(event), "", "hier staan te veel dingen in elkaar.")
            if number > YAML_EVENTS:
                return fault_at("", _line(event), "", "tot hier staan er al te veel dingen in dit bestand.")
    except (yaml.YAMLError, ValueError):
        return None
    return None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _anchors_and_aliases(text: str, file: str) -> tuple[Fault, ...]:
    if "&" not in text and "*" not in text:
        return ()
    what = {True: "een verwijzing (*) mag niet: schrijf het uit.", False: "een anker (&) mag niet: schrijf het uit."}
    return tuple(
        fault_at(file, _line(event), "", what[isinstance(event, yaml.AliasEvent)])
        for event in yaml.parse(text, Loader=_Loader)
        if getattr(event, "anchor", None)
    )


class _Reader:
    """Walks the nodes of one file once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self._scalars = _Loader("")

    def value(self, node: yaml.Node, path: Path) -> Any:
        """The plain value of a node: dict, list, text, number, boolean or None."""
        self.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, index)) for index, child in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in found and len(self.faults) < MOST_FAULTS:
                line = key_node.start_mark.line + 1
                self.faults.append(fault_at(self.file, line, written((*path, key)), "deze sleutel staat er al."))
            found[key] = self.value(value_node, (*path, key))
        return found

    def _scalar(self, node: yaml.Node) -> Any:
        return self._scalars.construct_object(node)
