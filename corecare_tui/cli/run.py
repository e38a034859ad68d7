"""Reads the arguments, calls the one command, and turns what went wrong into one line and an exit code."""

import argparse
import io
import os
import sys
from collections.abc import Callable
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NoReturn

from corecare_tui import __version__
from corecare_tui.cli.commands import COMMANDS, FIRST_STEPS, Command, Example

DONE, OUR_FAULT, USAGE, REFUSED = 0, 1, 2, 3
"""Exit codes of contract.md; 128 + n on signal n."""

APP = Command("", "the app: Today", "playing:app")
AT_TAB = "__offer"
"""The word by which a shell asks what may come next; no command of a person's."""


class Bad(Exception):
    """The input or the usage is wrong: one line that says where, and the mend. Exit 2."""


class Refused(Exception):
    """A rule of safety says no; the message names it. Exit 3."""


class _Parser(argparse.ArgumentParser):
    """argparse, with one line of error and the nearest command (3.11's has no suggestions)."""

    def error(self, message: str) -> NoReturn:
        raise Bad(f"{message}; see `{self.prog} --help`")


def run(argv: list[str]) -> int:
    """Run one command line; never raises but on a bug with CORECARE_DEBUG set."""
    os.umask(0o077)  # everything we write is about a person's health
    try:
        _speak_utf8()
        code = _run(argv)
        if sys.stdout is not None:  # here, not in the interpreter's last breath: there it would be a traceback and exit 120
            sys.stdout.flush()
        return code
    except Bad as error:
        return _say(str(error), USAGE)
    except Refused as error:
        return _say(str(error), REFUSED)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _hush()
        return 141
    except OSError as error:
        if error.filename is None:
            _hush()  # most likely stdout itself: a full disk
        return _say(f"{error.filename or 'the system'}: {error.strerror or error}", OUR_FAULT)
    except Exception as error:
        if os.environ.get("CORECARE_DEBUG"):
            raise
        return _say(_fault(error), OUR_FAULT)


def _fault(error: Exception) -> str:
    from corecare_tui.adapters.places import Places
    from corecare_tui.cli.faults import told

    return told(error, Places.here(os.environ))


def _run(argv: list[str]) -> int:
    if argv[:1] == [AT_TAB]:
        from corecare_tui.cli.completing import answer

        return answer(argv[1:])
    try:
        command, options = _read(argv)
    except SystemExit as done:  # argparse's way to end --help
        return int(done.code or DONE)
    return _function(command)(options) or DONE


def _speak_utf8() -> None:
    """Our lines hold × and →: a locale without them must not end a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _hush() -> None:
    """Let what is still to be written go nowhere, so that the interpreter can end in peace."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _say(line: str, code: int) -> int:
    """One line on stderr, whatever the input held: no line break, no control or bidi character."""
    print("corecare: " + "".join(letter if letter.isprintable() else "?" for letter in line), file=sys.stderr)
    return code


def _read(argv: list[str]) -> tuple[Command, argparse.Namespace]:
    names = {command.name: command for command in COMMANDS}
    first = argv[0] if argv else ""
    if not argv:
        return APP, argparse.Namespace()
    if first in names:
        return names[first], _parser(names[first]).parse_intermixed_args(argv[1:])
    if not first.startswith("-"):
        near = get_close_matches(first, names, 1)
        hint = f"did you mean `corecare {near[0]}`?" if near else "see `corecare --help`"
        raise Bad(f"there is no command {_short(first)}; {hint}")
    _overview().parse_args(argv)
    return APP, argparse.Namespace()


def _short(text: str) -> str:
    return repr(text[:40])


def _parser(command: Command) -> _Parser:
    parser = _Parser(
        prog=f"corecare {command.name}",
        description=command.does[0].upper() + command.does[1:] + ".",
        epilog="\n\n".join(part for part in (command.more, _shown("examples", command.examples)) if part),
        formatter_class=_AsWritten,
        allow_abbrev=False,
    )
    for one in command.args:
        parser.add_argument(*one.names, **one.options)
    return parser


def _overview() -> _Parser:
    rows = tuple((command.name, command.does) for command in COMMANDS)
    parser = _Parser(
        prog="corecare",
        usage="corecare [COMMAND] [OPTIONS]",
        description="Without a command the app opens on Today. `corecare COMMAND --help` tells more, with examples.",
        epilog=_shown("first steps", FIRST_STEPS) + "\n\n" + _shown("commands", rows),
        formatter_class=_AsWritten,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"corecare {__version__}")
    return parser


class _AsWritten(argparse.HelpFormatter):
    """argparse's, but what stands below the options keeps its lines."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return text if "\n" in text else super()._fill_text(text, width, indent)


def _shown(title: str, rows: tuple[Example, ...]) -> str:
    """Two columns under a title, as wide as the terminal; a name too long for its column has the line to itself."""
    import shutil
    from textwrap import fill

    room = max(40, shutil.get_terminal_size().columns - 2)
    column = 4 + max((len(name) for name, _ in rows if len(name) <= room // 2), default=4)
    lines = [f"{title}:"]
    for name, says in rows:
        own = len(name) + 4 > column
        lines += [f"  {name}"] * own
        begins = "" if own else f"  {name}"
        lines.append(fill(says, room, initial_indent=begins.ljust(column), subsequent_indent=" " * column))
    return "\n".join(lines)


def _function(command: Command) -> Callable[[argparse.Namespace], Any]:
    module, name = command.where.split(":")
    function: Callable[[argparse.Namespace], Any] = getattr(import_module(f"corecare_tui.cli.{module}"), name)
    return function
