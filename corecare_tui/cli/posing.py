"""pose: the figures of a file for those who draw them: live, on a contact sheet, or only their anatomy."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from corecare_tui.cli.run import USAGE, Bad
from corecare_tui.domain.exercise import Library
from corecare_tui.figure.declared import Figure
from corecare_tui.figure.glyphs import Mode
from corecare_tui.figure.motion import Motion, motion
from corecare_tui.figure.palette import PALETTES, Look
from corecare_tui.figure.sheet import Captioned

SHEET = (44, 13)
"""Columns and rows of a picture on a contact sheet."""


def pose(options: Namespace) -> int:
    """Warnings, a contact sheet if one is asked for, else the live view; exit 2 for a file with mistakes."""
    library, own, problems = _opened(options.file)
    if problems:
        print("\n".join(map(str, problems)))
        return USAGE
    figures = {id: one.figure for id, one in library.items() if one.figure}
    motions = {id: motion(figures, id) for id in own if id in figures}
    if options.only:
        motions = {id: each for id, each in motions.items() if id in options.only.split(",")}
    warned = list(_warnings(motions))
    print("\n".join(warned) or f"{len(motions)} figures, {sum(len(each.poses) for each in motions.values())} poses, no warnings")
    if options.sheet:
        _write(Path(options.sheet), list(_pictures(library, motions, options)), options)
    return 0


def figures_of(library: Library) -> dict[str, Figure]:
    """What is drawn, by exercise."""
    return {id: one.figure for id, one in library.items() if one.figure}


def _opened(name: str | None) -> tuple[Library, tuple[str, ...], tuple[object, ...]]:
    from corecare_tui.adapters import library
    from corecare_tui.adapters.places import shipped

    if name is None:
        found, _, problems = library.load(shipped("routines"), None)
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

    columns, rows = SHEET
    for id, each in motions.items():
        chosen = {"": each.still} if options.still else each.poses
        for name, whole in chosen.items():
            caption = f"{id} {name}".replace("_", " ") if options.names else ""
            yield Captioned(caption, frame(each, whole, columns, rows, Mode(options.mode), mirrored=options.mirrored))


def _write(path: Path, pictures: list[Captioned], options: Namespace) -> None:
    from corecare_tui.adapters import png
    from corecare_tui.figure import sheet

    if not pictures:
        raise Bad("there is no figure to draw")
    if path.suffix == ".txt":
        path.write_text("\n".join(sheet.lines(pictures)) + "\n", encoding="utf-8")
    elif path.suffix == ".png":
        png.write(path, sheet.dots(pictures, 4), PALETTES[Look(options.look)])
    else:
        raise Bad(f"--sheet: {str(path)[:60]!r} must end in .png or .txt")
