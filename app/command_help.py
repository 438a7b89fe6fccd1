"""What `flask --app app --help` says: our commands in groups, in Dutch, and none of those that came with a library.

Those of libraries (`run`, `shell`, `routes`, `db`, `limiter`) work as ever; they are only not named. Click writes the
headings of help in the language of its own text: a formatter of ours writes them in Dutch, for every command below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import click
from flask.cli import AppGroup
from flask.cli import cli as flask_cli

CALLED = "flask --app app"
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("De installatie", ("database", "demo", "serve", "worker", "version", "backup", "restore")),
    ("Mensen", ("people",)),
    ("Mail en register", ("mail", "dossiers", "register")),
    ("Standaarden", ("standards",)),
)
"""Which commands stand together, in this order; one that is not named here comes last, under `OTHERS`."""
OTHERS = "Verder"
EXAMPLES = (
    "database upgrade",
    'people add-administrator --organisation "Gemeente X" --name "Jo Jansen" --email jo@gemeente.example',
    "people invite jo@gemeente.example",
)
_HEADINGS = {"Options": "Keuzes", "Commands": "Opdrachten", "Arguments": "Gegevens"}
_WORDS = {"Show this message and exit.": "Toont deze uitleg.", "required": "verplicht", "default": "als je niets kiest"}
_ENGLISH = re.compile("|".join(re.escape(word) for word in _WORDS))


class DutchFormatter(click.HelpFormatter):
    """Help with the words of click in Dutch."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How the command is called."""
        prog = re.sub("^flask(?= |$)", CALLED, prog)
        args = args.replace("[OPTIONS]", "[KEUZES]").replace("COMMAND [ARGS]...", "OPDRACHT …")
        super().write_usage(prog, args, prefix or "Gebruik: ")

    def write_heading(self, heading: str) -> None:
        """The name of a section."""
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names with what they are for."""
        super().write_dl([(name, _dutch(text)) for name, text in rows], col_max, col_spacing)


def _dutch(text: str) -> str:
    *sentence, last = re.split(r"(?=\[[^\]]*\]$)", text)
    if not sentence and not last.startswith("["):
        return _WORDS.get(text, text)
    return "".join(sentence) + _ENGLISH.sub(lambda found: _WORDS[found[0]], last)


def init_cli(ours: AppGroup, names: Sequence[str]) -> None:
    """Show the commands of these names in all help from now on, and hide the others of `ours` and of Flask."""
    click.Context.formatter_class = DutchFormatter
    for group in (ours, flask_cli):
        for name, command in group.commands.items():
            command.hidden = command.hidden or name not in names
    for command in (ours.commands[name] for name in names):
        for one in (command, *(command.commands.values() if isinstance(command, click.Group) else ())):
            one.short_help = one.get_short_help_str(200)  # else click breaks it off at the end of a line
    # Flask writes the head of its help before it knows the application: ours comes in the place of it.
    flask_cli.format_epilog = lambda _, formatter: _write_all(ours, formatter)  # type: ignore[method-assign, assignment]


def _write_all(ours: AppGroup, formatter: click.HelpFormatter) -> None:
    formatter.buffer.clear()
    formatter.write(f"Gebruik: {CALLED} OPDRACHT …\n\nVakspiegel beheren.\n")
    shown = {name: command for name, command in ours.commands.items() if not command.hidden}
    placed = {name for _, names in GROUPS for name in names}
    others = tuple(name for name in shown if name not in placed)
    for heading, names in (*GROUPS, (OTHERS, others)):
        rows = [row for name in names if name in shown for row in _rows(name, shown[name])]
        if rows:
            with formatter.section(heading):
                click.HelpFormatter.write_dl(formatter, rows)
    with formatter.section("Voorbeelden"):
        for example in EXAMPLES:
            formatter.write(f"  {CALLED} {example}\n")
    formatter.write(f"\nMeer over een opdracht: {CALLED} OPDRACHT --help\n")


def _rows(name: str, command: click.Command) -> Iterator[tuple[str, str]]:
    """A command, or those of a group, with the first sentence of what they are for."""
    if isinstance(command, click.Group):
        for below, one in command.commands.items():
            if not one.hidden:
                yield f"{name} {below}", one.short_help or ""
    else:
        yield name, command.short_help or ""
