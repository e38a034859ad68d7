"""check, schema, where: routine files and paths."""

from argparse import Namespace
from pathlib import Path

from corecare_tui.cli.run import USAGE, Bad
from corecare_tui.cli.saying import remark, say, say_json


def check(options: Namespace) -> int:
    """Every error of every named file, exit 2 when there is one; of a routine without any, every remark."""
    from corecare_tui.adapters import library
    from corecare_tui.adapters.places import shipped
    from corecare_tui.cli.world import places

    if not options.file and not options.all:
        raise Bad("name a file, or --all for every shipped file and every one of your own")
    paths = [Path(name) for name in options.file]
    problems = library.check(paths, shipped("routines"))
    remarks = () if problems else library.remarks(paths, shipped("routines"))
    if options.all:
        exercises, routines, found = library.load(shipped("routines"), places().routines, thorough=True)
        problems = (*found, *problems)
        remark(f"{len(exercises)} exercises, {len(routines)} routines")
    for problem in problems:
        say(problem)
    for line in remarks:
        say(line)
    if not problems:
        remark("no errors")
    return USAGE if problems else 0


def schema(options: Namespace) -> int:
    """JSON Schema of a routine file."""
    from corecare_tui.adapters import library

    say_json(library.schema())
    return 0


def where(options: Namespace) -> int:
    """Every path."""
    import os

    from corecare_tui.adapters.places import Places, shipped

    own = Places.here(os.environ)
    rows = {
        "journal": own.journal,
        "settings": own.settings,
        "backups": own.backups,
        "reports": own.reports,
        "cache": own.cache,
        "own routines": own.routines,
        "shipped routines": shipped("routines"),
        "sounds": shipped("sounds"),
    }
    for name, path in rows.items():
        say(f"{name:<17} {path}")
    return 0
