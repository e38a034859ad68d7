"""`python -m tests.mutants`: small mistakes put into the rules, one at a time, and which of them no plain test notices."""

import argparse
import ast
import copy
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
DOMAIN = Path("corecare_tui/domain")
NO_LOGIC = ("__init__.py", "readings.py")
PYTEST = ("-m", "pytest", "-x", "-q", "-m", "not nightly", "-p", "no:cacheprovider", "--hypothesis-seed=0")
LAWS, PLAYER = "tests/domain/test_laws.py", "tests/domain/test_player.py"
PLAIN = ("tests/domain/test_rules.py", "tests/domain", f"--ignore={LAWS}", f"--ignore={PLAYER}")
"""All plain tests of the pure core but the player's, which knows no rule; the tests that notice most come first."""
SECONDS, LAW_SECONDS = 60, 400
"""Tests that take longer have noticed the mistake, too: they do not come to an end."""

OPERATORS: dict[type[ast.AST], Any] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
RETURNED = {True: False, False: True, None: True}


class Mutant(NamedTuple):
    """One mistake: the bytes from start to end of that file read otherwise."""

    path: Path
    line: int
    column: int
    start: int
    end: int
    before: str
    after: str

    def put_into(self, source: bytes) -> bytes:
        return source[: self.start] + f"({self.after})".encode() + source[self.end :]

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}:{self.column}: {self.before} -> {self.after}"


# --- which mistakes there are -------------------------------------------------------------------

Change = tuple[ast.expr, ast.expr]
"""What stands there, and what is put in its place."""


def _compared(node: ast.Compare) -> Iterator[Change]:
    for at, op in enumerate(node.ops):
        if type(op) in OPERATORS:
            other = copy.deepcopy(node)
            other.ops[at] = OPERATORS[type(op)]()
            yield node, other


def _joined(node: ast.BoolOp) -> Iterator[Change]:
    yield node, ast.BoolOp(OPERATORS[type(node.op)](), node.values)


def _denied(node: ast.UnaryOp) -> Iterator[Change]:
    if isinstance(node.op, ast.Not):
        yield node, node.operand


def _number(node: ast.Constant) -> Iterator[Change]:
    if type(node.value) is int:
        yield node, ast.Constant(node.value + 1)


def _named(node: ast.Name) -> Iterator[Change]:
    if node.id in NAMES:
        yield node, ast.Name(NAMES[node.id])


def _returned(node: ast.Return) -> Iterator[Change]:
    if isinstance(node.value, ast.Constant) and (node.value.value is None or type(node.value.value) is bool):
        yield node.value, ast.Constant(RETURNED[node.value.value])


CHANGES: dict[type[ast.AST], Callable[[Any], Iterator[Change]]] = {
    ast.Compare: _compared, ast.BoolOp: _joined, ast.UnaryOp: _denied,
    ast.Constant: _number, ast.Name: _named, ast.Return: _returned,
}  # fmt: skip


def changes(node: ast.AST) -> Iterator[Change]:
    """Every change below that node; strings and rows of the rule table are left as they are."""
    row = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Rule"
    if row or isinstance(node, ast.JoinedStr):
        return
    yield from CHANGES[type(node)](node) if type(node) in CHANGES else ()
    for child in ast.iter_child_nodes(node):
        yield from changes(child)


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mistake of one file."""
    source = (ROOT / path).read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for old, new in changes(ast.parse(source)):
        start = starts[old.lineno - 1] + old.col_offset
        end = starts[(old.end_lineno or 0) - 1] + (old.end_col_offset or 0)
        yield Mutant(path, old.lineno, old.col_offset + 1, start, end, ast.unparse(old), ast.unparse(new))


def sample(count: int, seed: int) -> list[Mutant]:
    """So many of them, of every file its share."""
    chance = random.Random(seed)
    files = [DOMAIN / "rules" / path.name for path in sorted((ROOT / DOMAIN / "rules").glob("*.py"))]
    found: list[tuple[float, Mutant]] = []
    for path in [*(path for path in files if path.name not in NO_LOGIC), DOMAIN / "ladder.py"]:
        every = list(mutants(path))
        chance.shuffle(every)
        found += [((at + 0.5) / len(every), mutant) for at, mutant in enumerate(every)]
    return [mutant for _, mutant in sorted(found, key=lambda one: one[0])[:count]]


# --- are they noticed? --------------------------------------------------------------------------


def passes(folder: Path, laws: bool) -> bool:
    """Do the tests pass in that copy, in time?"""
    command = [sys.executable, "-B", *PYTEST, *((LAWS,) if laws else PLAIN)]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=LAW_SECONDS if laws else SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def survives(folder: Path, mutant: Mutant, laws: bool) -> bool:
    file = folder / mutant.path
    source = file.read_bytes()
    file.write_bytes(mutant.put_into(source))
    try:
        return passes(folder, laws)
    finally:
        file.write_bytes(source)


def check(folder: Path, tried: list[Mutant], laws: bool) -> int:
    """Print what survives, and the totals."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "__pycache__"), dirs_exist_ok=True)
    if not passes(folder, laws):
        print("The tests fail before anything was changed.")
        return 1
    survived = 0
    for number, mutant in enumerate(tried, 1):
        if survives(folder, mutant, laws):
            survived += 1
            print(mutant, flush=True)
        print(f"\r{number} of {len(tried)}", end="", file=sys.stderr, flush=True)
    print(f"{len(tried)} mistakes: {len(tried) - survived} noticed, {survived} not.")
    return 0


def main() -> int:
    """Exit 1 where the tests fail without any mistake."""
    args = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    args.add_argument("--count", type=int, default=300, help="how many mistakes (300)")
    args.add_argument("--seed", type=int, default=1, help="which ones (1)")
    args.add_argument("--at", nargs="*", default=[], metavar="FILE:LINE", help="all of these lines instead: rules/zones.py:29")
    args.add_argument("--laws", action="store_true", help="try them against the laws (about 90 s each)")
    given = args.parse_args()
    places = tuple(f"{DOMAIN.as_posix()}/{at}:" for at in given.at)
    tried = [one for one in sample(sys.maxsize, 0) if str(one).startswith(places)] if places else sample(given.count, given.seed)
    with tempfile.TemporaryDirectory() as temp:
        return check(Path(temp), tried, given.laws)


if __name__ == "__main__":
    sys.exit(main())
