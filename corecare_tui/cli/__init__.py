"""The command line: one declared row a command, its function imported only when it is called."""

import sys


def main(argv: list[str] | None = None) -> int:
    """Run `corecare` with those arguments; returns the exit code of contract.md."""
    from corecare_tui.cli.run import run

    return run(sys.argv[1:] if argv is None else argv)
