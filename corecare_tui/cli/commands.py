"""Every command, declared once: its name, what it does, its arguments, and where its function stands."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Arg:
    """One argument, as argparse takes it."""

    names: tuple[str, ...]
    options: dict[str, Any]
    offers: str = ""
    """What a shell completes it with: a key of `completing.SOURCES`. Choices need none."""

    @property
    def placed(self) -> bool:
        """Is it told by where it stands, and not by a name?"""
        return not self.names[0].startswith("-")

    @property
    def valued(self) -> bool:
        """Does a word of its own follow its name?"""
        return not self.placed and "action" not in self.options


def arg(*names: str, offers: str = "", **options: Any) -> Arg:
    """An argument by its names and argparse's own options."""
    return Arg(names, options, offers)


Example = tuple[str, str]
"""A command line that works as it stands, and what it shows."""


@dataclass(frozen=True)
class Command:
    """One command. `where` is `module:function` inside corecare_tui.cli."""

    name: str
    does: str
    where: str
    args: tuple[Arg, ...] = field(default=())
    examples: tuple[Example, ...] = field(default=())
    more: str = ""
    """What its help says besides, in lines as they are."""


ROUTINE = arg(
    "routine", nargs="?", metavar="ROUTINE", offers="routines", help="id of a routine (the one of your settings, or core_restart)"
)
JSON = arg("--json", action="store_true", help="print JSON")

SET_UP = """\
to set it up, once:
  bash  echo 'eval "$(corecare completion bash)"' >> ~/.bashrc
  zsh   echo 'eval "$(corecare completion zsh)"' >> ~/.zshrc
  fish  echo 'corecare completion fish | source' >> ~/.config/fish/config.fish"""

COMMANDS = (
    Command("play", "check in, then play a session", "playing:play", (
        ROUTINE,
        arg("--plain", action="store_true", help="line mode: no screen painting, prompts on stdin"),
    ), (
        ("corecare play three_day", "the day of the three-day plan that is next"),
        ("corecare play warm_up --plain", "the warm-up, read and answered in lines"),
    )),
    Command("plan", "the next session and the reason for each change", "planning:plan", (
        ROUTINE,
        JSON,
        arg("--on", metavar="YYYY-MM-DD", help="the day to plan for (today)"),
        arg("--pain", type=int, metavar="N", offers="scores", help="the check-in it should assume, 0-10"),
    ), (
        ("corecare plan", "what you would do next, and why"),
        ("corecare plan three_day --pain 5", "the same of another routine, if your back hurts 5 out of 10 that day"),
    )),
    Command("simulate", "what the rules would do over days of such ratings; nothing is stored", "simulating:simulate", (
        ROUTINE,
        arg("--ratings", required=True, metavar="FILE.csv", offers="files",
            help="columns date, exercise, pain, morning; perhaps check_in"),
        arg("--days", type=int, metavar="N", help="only the first N calendar days of the file"),
        JSON,
    ), (
        ("corecare simulate --ratings diary.csv --days 14", "two weeks of a diary through the rules, day by day"),
    )),
    Command("rules", "every rule: id, condition, action, sentence, source", "planning:rules", (JSON,), (
        ("corecare rules", "the page that a physiotherapist may want to read first"),
    )),
    Command("routines", "the routines there are; new, add, share, delete: your own", "planning:routines", (
        arg("words", nargs="*", offers="own", metavar="WORD",
            help="new NAME: an example to start; add FILE: what you were sent; share ID FILE: to send; delete ID: set aside"),
        JSON,
        arg("--yes", action="store_true", help="add: take it in without asking"),
        arg("--as", dest="as_id", metavar="ID", help="add: under this id"),
    ), (
        ("corecare routines", "each with its days and exercises"),
        ('corecare routines new "My morning"', "an example in a file of your own; its path is told"),
        ("corecare routines add sent.toml", "what you were sent, with what it means for you; then it asks"),
        ("corecare routines share my_morning to_send.toml", "the file to send"),
    )),
    Command("exercises", "the exercises there are, or one of them whole", "planning:exercises", (
        arg("exercise", nargs="?", metavar="ID", offers="exercises", help="id of an exercise"),
        JSON,
    ), (
        ("corecare exercises", "a line each"),
        ("corecare exercises plank", "the plank whole: setup, cues, doses, and the figure as text"),
    )),
    Command("check", "look through routine files and say every error", "files:check", (
        arg("file", nargs="*", metavar="FILE", offers="files", help="routine or exercise files"),
        arg("--all", action="store_true", help="every shipped file and every one of your own"),
    ), (
        ("corecare check my_routine.toml", "every mistake in a file that you wrote, with its line"),
        ("corecare check --all", "everything there is"),
    )),
    Command("schema", "the JSON Schema of a routine file, for editors", "files:schema", (), (
        ("corecare schema", "what an editor reads to complete and check a routine file"),
    )),
    Command("pose", "the figures of an exercise file, for those who draw them", "posing:pose", (
        arg("file", nargs="?", metavar="FILE", offers="files", help="an exercise file (every shipped one)"),
        arg("--only", metavar="ID,ID", offers="exercises,", help="only these exercises"),
        arg("--lint", action="store_true", help="only say what no body can do"),
        arg("--sheet", metavar="OUT", offers="files", help="write a contact sheet, OUT.png or OUT.txt"),
        arg("--still", action="store_true", help="one pose an exercise, not every one"),
        arg("--no-names", dest="names", action="store_false", help="no captions"),
        arg("--mirrored", action="store_true", help="the other side"),
        arg("--mode", choices=("smooth", "half", "ascii", "text"), default="smooth", help="how it is drawn"),
        arg("--look", choices=("dark", "light", "contrast", "grey", "paper"), default="dark", help="colours of a PNG"),
    ), (
        ("corecare pose --only plank --sheet plank.png", "the poses of the plank as a picture"),
        ("corecare pose --lint", "what no body can do, in every shipped figure"),
    )),
    Command("history", "sessions and ratings", "looking:history", (
        arg("exercise", nargs="?", metavar="EXERCISE", offers="exercises", help="only this exercise"),
        arg("--days", type=int, default=30, metavar="N", help="how far back (30)"),
        JSON,
    ), (
        ("corecare history", "the last 30 days"),
        ("corecare history plank --days 90 --json", "the plank in the last 90 days, for a program of yours"),
    )),
    Command("report", "one page for a physiotherapist: HTML that needs nothing else and prints on A4", "looking:report", (
        arg("file", metavar="FILE", offers="files", help="where to, mostly FILE.html"),
        arg("--days", type=int, default=90, metavar="N", help="how far back (90)"),
    ), (
        ("corecare report back.html", "the last 90 days on a page to hand over"),
    )),
    Command("status", "the next session and the last pain in one line, for a status bar", "planning:status", (), (
        ("corecare status", "a line for tmux, waybar or a prompt"),
    )),
    Command("remind", "the planned days for your calendar: a weekly event, with no word of how you are", "reminding:remind", (
        arg("file", nargs="?", metavar="FILE.ics", offers="files", help="where to (stdout)"),
        arg("--days", metavar="DAYS", offers="days,", help="mon,tue,wed,thu,fri,sat,sun (your own, or mon,wed,fri)"),
        arg("--at", default="07:30", metavar="HH:MM", help="the hour, wherever you are (07:30)"),
        arg("--routine", metavar="ID", offers="routines", help="id of a routine (the one of your settings, or core_restart)"),
    ), (
        ("corecare remind", "the event on the screen; nothing is written"),
        ("corecare remind corecare.ics --days mon,thu --at 18:00", "a file for your calendar: Mondays and Thursdays at six"),
    )),
    Command("pain", "log a pain score outside a session", "record:pain", (
        arg("score", type=int, metavar="N", offers="scores", help="0-10"),
        arg("--place", metavar="P", offers="places",
            help="low_back, buttock_hip, leg, upper_back, neck, belly, shoulder_wrist, knee_other"),
        arg("--note", metavar="TEXT", help="a few words"),
        arg("--flare", action="store_true", help="it is a flare-up"),
    ), (
        ("corecare pain 3 --place low_back", "an evening with a 3 in the low back"),
        ("corecare pain 7 --flare --note 'after the garden'", "a flare-up, with a few words"),
    )),
    Command("export", "write everything of yours as one file", "record:export", (
        arg("file", nargs="?", metavar="FILE", offers="files", help="where to (stdout)"),
        arg("--format", choices=("json", "csv", "fhir"), default="json",
            help="json: all of it; csv: a table (`import` reads both); fhir: the pain scores as R4 Observations, for a clinic"),
    ), (
        ("corecare export record.json", "all of it, into a file that `import` and `restore` take"),
        ("corecare export scores.csv --format csv", "a table for a spreadsheet"),
    )),
    Command("import", "read what export wrote; twice is once", "record:import_", (
        arg("file", metavar="FILE", offers="files", help="a file that export wrote, JSON or CSV"),
        arg("--dry-run", action="store_true", help="only say what would be read"),
    ), (
        ("corecare import record.json --dry-run", "what would be read"),
        ("corecare import record.json", "read it"),
    )),
    Command("backup", "a backup of your record, by hand", "record:backup", (), (
        ("corecare backup", "writes one, and says where"),
    )),
    Command("restore", "the record as a backup holds it; what it was is backed up first", "record:restore", (
        arg("file", nargs="?", metavar="FILE", offers="files", help="a backup or an export (the newest backup that can be read)"),
    ), (
        ("corecare restore", "the newest backup that can be read"),
    )),
    Command("doctor", "what works here: terminal, sound, voice, staying awake, your folder; each with its mend",
            "doctor:doctor", (), (
        ("corecare doctor", "a line for each; MEND where something is needed"),
    )),
    Command("keys", "every key of every screen, and how to change one", "keys:keys", (JSON,), (
        ("corecare keys", "an id, its keys and what it does, screen by screen"),
    )),
    Command("where", "every path CoreCare uses", "files:where", (), (
        ("corecare where", "your record, settings, backups and routines"),
    )),
    Command("completion", "a script that lets your shell complete commands, options and ids", "completing:completion", (
        arg("shell", choices=("bash", "zsh", "fish"), metavar="SHELL", help="bash, zsh or fish"),
    ), (
        ("corecare completion fish", "the script, on the screen"),
    ), SET_UP),
)  # fmt: skip
"""In the order of --help."""

FIRST_STEPS: tuple[Example, ...] = (
    ("corecare", "the app: a few safety questions, then Today"),
    ("corecare plan", "what the next session would be, and why"),
    ("corecare play gentle --plain", "the gentle set in lines, without a painted screen"),
    ("corecare pain 3 --place low_back", "keep a pain score of today"),
    ("corecare doctor", "what works on this machine, and how to mend what does not"),
)
"""What `corecare --help` shows before all commands."""
