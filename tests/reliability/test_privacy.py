"""P1: what a person wrote stands in their own files and nowhere else, and those are theirs alone, whatever the umask."""

import gzip
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.app import App

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.settings import save
from corecare_tui.domain.profile import Profile
from tests.end_to_end import terminal as terminals
from tests.end_to_end.terminal import ROOT, Terminal, command
from tests.reliability.counts import many
from tests.ui.kit import THURSDAY, face, run

CANARY = "kanari9f3e"
NOTE, MAIL = f"it hurts, {CANARY}", f"{CANARY}@example.org"
ROUNDS = many(1, 10)
Keep = Callable[[str, object], None]


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


class Machine:
    """A machine of one's own: home, folder for temporary files, folder to stand in; all that was said on it."""

    def __init__(self, folder: Path, one_folder: bool) -> None:
        self.folder, self.said = folder, b""
        self.home, self.here = folder / "user", folder / "here"
        self.folder.mkdir(mode=0o700, exist_ok=True)
        for path in (self.home, self.here, folder / "tmp"):
            path.mkdir(mode=0o700)
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "CORECARE_"))}
        self.env |= {"HOME": str(self.home), "TMPDIR": str(folder / "tmp"), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
        self.data = self.home / "one" if one_folder else self.home / ".local" / "share" / "corecare"
        if one_folder:
            self.env["CORECARE_HOME"] = str(self.data)
        self.settings = self.data / "settings.toml" if one_folder else self.home / ".config" / "corecare" / "settings.toml"

    def corecare(self, *args: str, typed: str = "", code: int = 0, but: bool = False) -> bytes:
        """Run a command to its end; `but`: it is asked for what a person wrote."""
        done = subprocess.run(
            command(*args), cwd=self.here, env=self.env, input=typed.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout
        self.said += b"" if but else done.stdout
        return done.stdout

    def written(self) -> Iterator[Path]:
        """But for what the sound server's own client puts into a home."""
        own = (self.home, self.here, self.folder / "tmp")
        yield from sorted(path for path in self.folder.rglob("*") if path not in own and "pulse" not in path.parts)

    def leaks(self, but: tuple[Path, ...]) -> list[str]:
        """Files elsewhere than in `but` that hold it, in their bytes or in their name, and what was said if it does."""
        found = ["what was said"] if CANARY.encode() in self.said else []
        for path in self.written():
            own = any(path == one or one in path.parents for one in but)
            if not own and (CANARY in path.name or (path.is_file() and CANARY.encode() in _bytes(path))):
                found.append(str(path))
        return found

    def open_to_others(self) -> list[str]:
        wanted = {True: 0o700, False: 0o600}
        modes = [(path, stat.S_IMODE(path.lstat().st_mode)) for path in self.written()]
        return [f"{path} {mode:04o}" for path, mode in modes if mode != wanted[path.is_dir()]]


def holds(path: Path) -> bool:
    """Does it stand in that file, or in one of that folder?"""
    return any(CANARY.encode() in _bytes(file) for file in (path, *path.rglob("*")) if file.is_file())


def _bytes(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


@pytest.mark.parametrize("one_folder", [True, False], ids=["CORECARE_HOME", "the platform's folders"])
def test_what_was_written_stands_nowhere_else_and_is_for_its_owner_alone(
    one_folder: bool, tmp_path: Path, record_property: Keep
) -> None:
    hits = files = 0
    for number in range(ROUNDS):
        one = Machine(tmp_path / str(number), one_folder)
        out = one.here / "out.json"
        one.corecare("pain", "2", "--note", NOTE)
        one.corecare("pain", "3", "--place", "low_back", "--note", MAIL)
        os.umask(0o077)  # the program's own
        save(one.settings, "own_pace_for", [CANARY])
        os.umask(0)
        one.corecare("plan")
        one.corecare("plan", "--json")
        # a canary is typed at every question, too
        answers = f"{CANARY}\n\n{CANARY}\n1\n\n{CANARY}\n" + f"n\n{CANARY}\n2\n1\n1\n\n" * 30
        one.corecare("play", "warm_up", "--plain", typed=answers)
        one.corecare("export", str(out))
        one.corecare("backup")
        one.corecare("restore")
        one.corecare("import", str(out))
        one.corecare("history")
        if many(0, 1):  # it listens for a device for up to 3 s
            one.corecare("doctor")
        assert CANARY.encode() in one.corecare("export", but=True), "it was kept"
        own = (one.data / "journal", one.data / "backups", out, one.settings)
        assert all(map(holds, own))
        hits += len(one.leaks(own))
        files += sum(path.is_file() for path in one.written())
        assert one.leaks(own) == []
        assert one.open_to_others() == []
    record_property("figure", f"{files} files, {hits} hits elsewhere, all 0600 in 0700 under umask 000")


FAULT = f"""
import sys
def fail(*args, **named):
    note = {NOTE!r}
    answers = {{"mail": {MAIL!r}, "pain": 7}}
    raise ValueError(f"{{note}} {{answers}}")
"""
TODAY = "from corecare_tui.ui.screens.today import TodayScreen as T; T"
PATCHES = {
    "the world": "import corecare_tui.cli.playing as p; p._world = fail",
    "a screen": f"{TODAY}.refresh_plan = fail",
    "a key": f"{TODAY}.action_show_safety = fail",
    "drawing": "from corecare_tui.ui.widgets.nav import Nav as T; T.render = fail; T.render_lines = fail",
    "a worker": f"{TODAY}._back_up = lambda s: s.run_worker(fail, thread=True)",
    "a thread": f"import threading\n{TODAY}._back_up = lambda s: threading.Thread(target=fail).start()",
    "two of them": f"def chained(*a): raise RuntimeError({NOTE!r}) from ValueError({MAIL!r})\n{TODAY}.refresh_plan = chained",
}
"""Where the app fails → how it is made to."""
FAULTS = ("builtins.ValueError", "builtins.RuntimeError", "textual.worker.WorkerFailed")
CRASH = "\nfrom corecare_tui.cli import main\nsys.exit(main(sys.argv[1:]))"


@pytest.mark.parametrize("where", PATCHES)
def test_a_crash_of_the_app_tells_nothing_that_was_written(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Keep
) -> None:
    one = Machine(tmp_path, True)
    one.data.mkdir(mode=0o700)
    (one.data / "settings.toml").write_text('figure = "smooth"\n')
    (one.data / "settings.toml").chmod(0o600)
    with Journal(one.data / "journal") as journal:
        journal.save_profile(Profile(THURSDAY.date()))
    for name, value in one.env.items():
        monkeypatch.setenv(name, value)
    script = FAULT + PATCHES[where] + CRASH
    monkeypatch.setattr(terminals, "command", lambda *args, clock=None: [sys.executable, "-c", script, *args])
    with Terminal(one.data) as terminal:
        if where in ("a key", "a thread"):
            terminal.until("Enter", "NEXT SESSION")
            if where == "a thread":
                terminal.wait(lambda: any((one.data / "reports").glob("*")), "a report")
            terminal.press("S" if where == "a key" else "q")
        code = terminal.until_end()
        one.said += terminal.raw
    assert code == (0 if where == "a thread" else 1), terminal.text
    reports = list((one.data / "reports").glob("*"))
    assert reports, "it was written down where it happened"
    assert all(any(name in path.read_text() for name in FAULTS) for path in reports)
    assert one.leaks((one.data / "journal", one.data / "backups")) == []
    assert one.open_to_others() == []
    record_property("figure", f"a crash in {where}: 0 hits in {len(one.said):,} bytes and {len(reports)} report")


COMMANDS = ("plan", f"pain 2 --note {CANARY}", "play warm_up --plain", "history", "export")


@pytest.mark.parametrize("line", COMMANDS)
def test_a_crash_of_a_command_tells_nothing_that_was_written(line: str, tmp_path: Path, record_property: Keep) -> None:
    one = Machine(tmp_path, True)
    broken = "for name in ('profile', 'log', 'history', 'record'): setattr(j.Journal, name, fail)"
    script = f"{FAULT}\nimport corecare_tui.adapters.journal.journal as j\n{broken}{CRASH}"
    argv = [sys.executable, "-c", script, *line.split()]
    done = subprocess.run(argv, cwd=one.here, env=one.env, input=b"1\n\n", capture_output=True, timeout=60, check=False)
    one.said += done.stdout + done.stderr
    assert done.returncode == 1, one.said
    assert b"Traceback" not in one.said
    assert one.leaks(()) == []
    assert one.open_to_others() == []
    assert len(list((one.data / "reports").iterdir())) == 1
    record_property("figure", f"a crash of `{line.split()[0]}`: 0 hits")


def test_the_canary_would_be_found(tmp_path: Path) -> None:
    """In a file, in a name, in a packed file, and by its mode."""
    one = Machine(tmp_path, True)
    (one.here / "a").write_text(NOTE)
    (one.here / CANARY).mkdir(mode=0o755)
    (one.here / "packed").write_bytes(gzip.compress(MAIL.encode()))
    assert len(one.leaks(())) == 3
    assert len(one.open_to_others()) == 3
    one.said = NOTE.encode()
    assert "what was said" in one.leaks(())


def test_the_palette_offers_no_screenshot(tmp_path: Path) -> None:
    """Textual's would be 0644 and hold what stands on the screen."""
    from corecare_tui.ui.app import CoreCareApp

    made, journal = face(tmp_path)
    app = CoreCareApp(lambda: made)
    titles: list[str] = []

    async def opened() -> None:
        with journal:
            async with app.run_test(size=(100, 40)) as pilot:
                await app.workers.wait_for_complete()
                await pilot.pause(0)
                titles.extend(each.title for each in app.get_system_commands(app.screen))
                assert "Screenshot" in [each.title for each in App.get_system_commands(app, app.screen)], "Textual's own has it"

    run(opened())
    assert titles and not [title for title in titles if "screenshot" in title.lower()]
    assert not [keys for keys, bound in app._bindings if "screenshot" in bound.action]
