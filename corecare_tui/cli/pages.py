"""The manual, written from the rows of the commands: docs/commands.md, and corecare.1 for `man`.

`python -m corecare_tui.cli.pages` prints the one, with `--man` the other.
"""

import sys
from collections.abc import Iterator

from corecare_tui import __version__
from corecare_tui.cli.commands import COMMANDS, FIRST_STEPS, Arg, Command, Example

EXITS: tuple[Example, ...] = (
    ("0", "done"),
    ("1", "our own fault, or something that CoreCare needs does not work (`doctor`)"),
    ("2", "the input or the usage is wrong: one line that says where, and the mend"),
    ("3", "refused for safety; the rule says why"),
    ("128+n", "ended by signal n"),
)
ENVIRONMENT: tuple[Example, ...] = (
    ("CORECARE_HOME", "one folder for everything of yours; without it, the platform's folders for data and settings"),
    ("NO_COLOR", "no colour on the screen; words and shapes tell everything, too"),
    ("TEXTUAL_ANIMATIONS=none", "nothing moves on the screen but the figure and the clock"),
    ("TERM=dumb", "no screen is painted; `corecare play --plain` works"),
)
ABOUT = "a guided core and back-care workout player that writes the next session from what hurt"
OUTPUT = (
    "Data goes to stdout and talk to stderr. What prints `--json` prints it in a form that stays; "
    "nothing is asked but by the app and `play`. No command goes to the network."
)


def usage(command: Command) -> str:
    """`corecare plan [ROUTINE] [--json] …`, what stands in a place first."""
    args = sorted(command.args, key=lambda one: not one.placed)
    return " ".join([f"corecare {command.name}", *map(_slot, args)])


def _slot(one: Arg) -> str:
    if one.placed:
        name = _value(one)
        return {"?": f"[{name}]", "*": f"[{name} …]", "+": f"{name} [{name} …]"}.get(one.options.get("nargs", ""), name)
    return _called(one) if one.options.get("required") else f"[{_called(one)}]"


def _called(one: Arg) -> str:
    """An argument as it is typed, with its value."""
    if one.placed:
        return _value(one)
    return f"{one.names[-1]} {_value(one)}" if one.valued else one.names[-1]


def _value(one: Arg) -> str:
    named = one.options.get("metavar")
    return str(named) if named else "|".join(one.options.get("choices", (one.names[-1].lstrip("-").upper(),)))


def _said(one: Arg) -> str:
    """What its help says, and what it takes if it takes one of a few words."""
    choices = one.options.get("choices")
    told = str(one.options.get("help", ""))
    return f"{told}: {', '.join(choices)}" if choices and not one.placed and ":" not in told else told


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


# --- docs/commands.md ---------------------------------------------------------------------------


def markdown() -> list[str]:
    """The lines of docs/commands.md."""
    listed = " · ".join(f"[{command.name}](#corecare-{command.name})" for command in COMMANDS)
    head = ["# Commands", "", "`corecare` without a command opens the app on Today. " + OUTPUT, "", listed, ""]
    head += ["This page is written by `python -m corecare_tui.cli.pages`, `man corecare` by the same with `--man`.", ""]
    parts = [head, ["## First steps", "", *_shown(FIRST_STEPS)], *map(_section, COMMANDS)]
    parts += [["## Exit codes", "", *_table(EXITS)], ["## Environment", "", *_table(ENVIRONMENT)]]
    return [line for part in parts for line in part]


def _section(command: Command) -> list[str]:
    lines = [f"## corecare {command.name}", "", _sentence(command.does), "", "```text", usage(command), "```", ""]
    if command.args:
        lines += _table([(_called(one), _said(one)) for one in command.args])
    if command.more:
        lines += ["```text", *command.more.splitlines(), "```", ""]
    return lines + _shown(command.examples)


def _table(rows: list[Example] | tuple[Example, ...]) -> list[str]:
    cells = [f"| `{name.replace('|', chr(92) + '|')}` | {says.replace('|', chr(92) + '|')} |" for name, says in rows]
    return ["| | |", "|-|-|", *cells, ""]


def _shown(examples: tuple[Example, ...]) -> list[str]:
    width = max((len(line) for line, _ in examples), default=0)
    return ["```sh", *(f"{line:<{width}}  # {says}" for line, says in examples), "```", ""] if examples else []


# --- corecare.1 ---------------------------------------------------------------------------------


def man() -> list[str]:
    """The lines of corecare.1, in the macros of man(7)."""
    return list(_man())


def _man() -> Iterator[str]:
    yield f'.TH CORECARE 1 "" "CoreCare {__version__}" "User Commands"'
    yield from (".SH NAME", f"corecare \\- {_roff(ABOUT)}")
    yield from (".SH SYNOPSIS", ".B corecare", "[COMMAND] [OPTIONS]")
    yield from (".SH DESCRIPTION", "Without a command the app opens on Today.", _roff(OUTPUT))
    yield from (".SH FIRST STEPS", *_tagged(FIRST_STEPS))
    yield ".SH COMMANDS"
    for command in COMMANDS:
        yield from _man_section(command)
    yield from (".SH EXIT STATUS", *_tagged(EXITS))
    yield from (".SH ENVIRONMENT", *_tagged(ENVIRONMENT))
    yield from (".SH FILES", "Every path is told by", ".BR corecare\\~where .")


def _man_section(command: Command) -> Iterator[str]:
    yield from (f".SS {command.name}", _roff(_sentence(command.does)))
    yield from (".PP", ".nf", f"\\fB{_roff(usage(command))}\\fR", ".fi")
    yield from _tagged(tuple((_called(one), _said(one)) for one in command.args))
    if command.more:
        yield from (".PP", ".nf", *map(_roff, command.more.splitlines()), ".fi")
    if command.examples:
        yield from (".PP", "Examples:", *_tagged(command.examples))


def _tagged(rows: tuple[Example, ...]) -> Iterator[str]:
    for name, says in rows:
        yield from (".TP", f"\\fB{_roff(name)}\\fR", _roff(says))


def _roff(text: str) -> str:
    """A line of text as roff prints it: its own signs kept, no hyphen of ours a typographic one, no line a macro."""
    kept = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga").replace("…", "\\&...")
    return "\\&" + kept if kept.startswith((".", "\\(aq")) else kept


if __name__ == "__main__":
    sys.stdout.write("\n".join(man() if "--man" in sys.argv else markdown()) + "\n")
