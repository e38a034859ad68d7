"""Every command, declared once: its name, what it does, its arguments, and where its function stands."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Arg:
    """One argument, as argparse takes it."""

    names: tuple[str, ...]
    options: dict[str, Any]


def arg(*names: str, **options: Any) -> Arg:
    """An argument by its names and argparse's own options."""
    return Arg(names, options)


@dataclass(frozen=True)
class Command:
    """One command. `where` is `module:function` inside corecare_tui.cli."""

    name: str
    does: str
    where: str
    args: tuple[Arg, ...] = field(default=())


ROUTINE = arg("routine", nargs="?", default="core_restart", metavar="ROUTINE", help="id of a routine (core_restart)")
JSON = arg("--json", action="store_true", help="print JSON")

COMMANDS = (
    Command("play", "check in, then play a session", "playing:play", (
        ROUTINE,
        arg("--plain", action="store_true", help="line mode: no screen painting, prompts on stdin"),
    )),
    Command("plan", "the next session and the reason for each change", "planning:plan", (
        ROUTINE,
        JSON,
        arg("--on", metavar="YYYY-MM-DD", help="the day to plan for (today)"),
        arg("--pain", type=int, metavar="N", help="the check-in it should assume, 0-10"),
    )),
    Command("simulate", "what the rules would do over days of such ratings; nothing is stored", "simulating:simulate", (
        ROUTINE,
        arg("--ratings", required=True, metavar="FILE.csv", help="columns date, exercise, pain, morning; perhaps check_in"),
        arg("--days", type=int, metavar="N", help="only the first N calendar days of the file"),
        JSON,
    )),
    Command("rules", "every rule: id, condition, action, sentence, source", "planning:rules", (JSON,)),
    Command("routines", "the routines there are", "planning:routines", (JSON,)),
    Command("exercises", "the exercises there are, or one of them whole", "planning:exercises", (
        arg("exercise", nargs="?", metavar="ID", help="id of an exercise"),
        JSON,
    )),
    Command("check", "look through routine files and say every error", "files:check", (
        arg("file", nargs="*", metavar="FILE", help="routine or exercise files"),
        arg("--all", action="store_true", help="every shipped file and every one of your own"),
    )),
    Command("schema", "the JSON Schema of a routine file, for editors", "files:schema"),
    Command("pose", "the figures of an exercise file, for those who draw them", "posing:pose", (
        arg("file", nargs="?", metavar="FILE", help="an exercise file (every shipped one)"),
        arg("--only", metavar="ID,ID", help="only these exercises"),
        arg("--lint", action="store_true", help="only say what no body can do"),
        arg("--sheet", metavar="OUT", help="write a contact sheet, OUT.png or OUT.txt"),
        arg("--still", action="store_true", help="one pose an exercise, not every one"),
        arg("--no-names", dest="names", action="store_false", help="no captions"),
        arg("--mirrored", action="store_true", help="the other side"),
        arg("--mode", choices=("smooth", "half", "ascii", "text"), default="smooth", help="how it is drawn"),
        arg("--look", choices=("dark", "light", "contrast", "grey", "paper"), default="dark", help="colours of a PNG"),
    )),
    Command("history", "sessions and ratings", "looking:history", (
        arg("exercise", nargs="?", metavar="EXERCISE", help="only this exercise"),
        arg("--days", type=int, default=30, metavar="N", help="how far back (30)"),
        JSON,
    )),
    Command("report", "one page for a physiotherapist: HTML that needs nothing else and prints on A4", "looking:report", (
        arg("file", metavar="FILE", help="where to, mostly FILE.html"),
        arg("--days", type=int, default=90, metavar="N", help="how far back (90)"),
    )),
    Command("status", "the next session and the last pain in one line, for a status bar", "planning:status"),
    Command("remind", "the planned days for your calendar: a weekly event, with no word of how you are", "reminding:remind", (
        arg("file", nargs="?", metavar="FILE.ics", help="where to (stdout)"),
        arg("--days", default="mon,wed,fri", metavar="DAYS", help="of mon,tue,wed,thu,fri,sat,sun (mon,wed,fri)"),
        arg("--at", default="07:30", metavar="HH:MM", help="the hour, wherever you are (07:30)"),
        arg("--routine", default="core_restart", metavar="ID", help="id of a routine (core_restart)"),
    )),
    Command("pain", "log a pain score outside a session", "record:pain", (
        arg("score", type=int, metavar="N", help="0-10"),
        arg("--place", metavar="P", help="low_back, buttock_hip, leg, upper_back, neck, belly, shoulder_wrist, knee_other"),
        arg("--note", metavar="TEXT", help="a few words"),
        arg("--flare", action="store_true", help="it is a flare-up"),
    )),
    Command("export", "write everything of yours as one file", "record:export", (
        arg("file", nargs="?", metavar="FILE", help="where to (stdout)"),
        arg("--format", choices=("json", "csv", "fhir"), default="json",
            help="json: all of it; csv: a table (`import` reads both); fhir: the pain scores as R4 Observations, for a clinic"),
    )),
    Command("import", "read what export wrote; twice is once", "record:import_", (
        arg("file", metavar="FILE", help="a file that export wrote, JSON or CSV"),
        arg("--dry-run", action="store_true", help="only say what would be read"),
    )),
    Command("backup", "a backup of your record, by hand", "record:backup"),
    Command("restore", "the record as a backup holds it; what it was is backed up first", "record:restore", (
        arg("file", nargs="?", metavar="FILE", help="a backup or an export (the newest backup that can be read)"),
    )),
    Command("doctor", "what works here: terminal, sound, voice, staying awake, your folder; each with its mend", "doctor:doctor"),
    Command("where", "every path CoreCare uses", "files:where"),
)  # fmt: skip
"""In the order of --help."""
