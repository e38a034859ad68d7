"""`python -m corecare_tui` and the `corecare` command."""

import sys

from corecare_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())

__all__ = ["main"]
