"""The command line: one declared row a command, its function imported only when it is called."""

import sys


def main(argv: list[str] | None = None) -> int:
    """Run `corecare` with those arguments; returns the exit code of contract.md."""
    argv = sys.argv[1:] if argv is None else argv
    if argv[:1] == ["--version"]:  # before any import: it is what scripts call
        from corecare_tui import __version__

        try:
            print(f"corecare {__version__}", flush=True)
            return 0
        except OSError:  # a closed pipe, a full disk: `run` meets it again and answers for it
            pass
    from corecare_tui.cli.run import run

    return run(argv)
