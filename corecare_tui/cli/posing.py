"""pose: the figures of a file for those who draw them: live, on a contact sheet, or only their anatomy."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from corecare_tui.cli.playing import needs_terminal, run
from corecare_tui.cli.run import USAGE, Bad
from corecare_tui.cli.saying import say
from corecare_tui.cli.show import STILL, nearest
from corecare_tui.domain.exercise import Library
from corecare_tui.figure.glyphs import Mode
from corecare_tui.figure.motion import Motion, motion
from corecare_tui.figure.palette import PALETTES, Look
from corecare_tui.figure.sheet import Captioned


def pose(options: Namespace) -> int:
    """The live view; with --sheet or --lint what no body can do, and exit 2 for a file with mistakes."""
    if options.sheet is None and not options.lint:
        return _live(options)
    sheet = _sheet(options.sheet)
    library, motions, problems = _drawn(options)
    if problems:
        say("\n".join(problems))
        return USAGE
    poses = sum(len(each.poses) for each in motions.values())
    say("\n".join(_warnings(motions)) or f"{len(motions)} figures, {poses} poses, no warnings")
    if sheet is not None:
        _write(sheet, list(_pictures(library, motions, options)), options)
    return 0


def _sheet(name: str | None) -> Path | None:
    """The file a contact sheet goes to. Raises Bad before anything is drawn where it cannot be written."""
    if name is None:
        return None
    path = Path(name)
    if path.suffix not in (".png", ".txt"):
        raise Bad(f"--sheet: {name[:60]!r} must end in .png or .txt")
    if not path.parent.is_dir():
        raise Bad(f"--sheet: there is no folder {str(path.parent)[:60]!r}; make it, or name another")
    return path


def _live(options: Namespace) -> int:
    from corecare_tui.ui.pose_app import Drawn, PoseApp

    needs_terminal("--sheet OUT.png and --lint work without one")
    _drawn(options)  # what is wrong with the arguments is told before the screen opens
    seen: list[float] = []

    def read() -> Drawn | None:
        """What the file holds, if it was saved since the last look."""
        saved = _saved(options.file)
        if seen == [saved]:
            return None
        seen[:] = [saved]
        try:
            _, motions, problems = _drawn(options)
        except Bad as error:  # an id that was renamed in the editor
            return Drawn({}, (str(error),))
        return Drawn(motions, problems or tuple(_warnings(motions)))

    return run(PoseApp(read, Mode(options.mode)))


def _saved(name: str | None) -> float:
    try:
        return Path(name).stat().st_mtime if name else 0.0
    except OSError:  # an editor is just replacing it
        return -1.0


def _drawn(options: Namespace) -> tuple[Library, dict[str, Motion], tuple[str, ...]]:
    """The library, the motions that are asked for, and what is wrong with the file."""
    library, own, problems = _opened(options.file)
    figures = {id: one.figure for id, one in library.items() if one.figure}
    if not own and not problems:
        raise Bad(f"{options.file}: holds no exercise; name a file of exercises")
    chosen = options.only.split(",") if options.only else own
    for id in chosen:
        if id not in own and not problems:
            raise Bad(f"--only: there is no exercise {id[:40]!r} in it; {nearest(id, own)}")
    motions = {} if problems else {id: motion(figures, id) for id in own if id in figures and id in chosen}
    return library, motions, tuple(map(str, problems))


def _opened(name: str | None) -> tuple[Library, tuple[str, ...], tuple[object, ...]]:
    from corecare_tui.adapters import library
    from corecare_tui.adapters.places import shipped

    if name is None:
        found, _, problems = library.load(shipped("routines"), None, thorough=True)
        return found, tuple(found), problems
    return library.opened(Path(name), shipped("routines"))


def _warnings(motions: dict[str, Motion]) -> Iterator[str]:
    from corecare_tui.figure.anatomy import warnings

    for id, each in motions.items():
        for name, whole in each.poses.items():
            yield from (f"{id}.{name}: {what}" for what in warnings(whole, each.figure.view == "side"))


def _pictures(library: Library, motions: dict[str, Motion], options: Namespace) -> Iterator[Captioned]:
    """Every key pose; with --still the one that stands for its exercise."""
    from corecare_tui.figure.picture import frame

    columns, rows = STILL
    for id, each in motions.items():
        chosen = {"": each.still} if options.still else each.poses
        for name, whole in chosen.items():
            caption = f"{id} {name}".replace("_", " ") if options.names else ""
            drawn = frame(each, whole, columns, rows, Mode(options.mode), mirrored=options.mirrored, beside=not options.still)
            yield Captioned(caption, drawn)


def _write(path: Path, pictures: list[Captioned], options: Namespace) -> None:
    from corecare_tui.adapters import png
    from corecare_tui.figure import sheet

    if not pictures:
        raise Bad("there is no figure to draw")
    if path.suffix == ".txt":
        path.write_text("\n".join(sheet.lines(pictures)) + "\n", encoding="utf-8")
    else:
        png.write(path, sheet.dots(pictures, 4), PALETTES[Look(options.look)])
