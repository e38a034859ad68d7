"""The line map names exactly the paths that tomllib finds, on the lines where a person sees them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.adapters.library.lines import KeyPath, line_map, line_of, nearest, tokens

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "routines").rglob("*.toml")), ROOT / "pyproject.toml"]

TRICKY = '''# a = 1 [in.a.comment] """
top = "a # no comment, [no] = header"
'quoted key' = 1   # = 2
"dotted.key".b . c = 1.5e3
lit = \'it = "[[x]]"\'
long = """
[not.a.header]
x = 1 \\""" y
"""""
literal = \'\'\'
[[nor]] = "this
\'\'\'
list = [ # comment ]
  "a", 1979-05-27 07:32:00,
  # [comment]
  { p = 1, q.r = [ 2,
    3 ] }, [],
]
empty = []
inline = {}

[table]
a.b = 1
a.c = 2
when = 07:32:00

[ table . "deep.er" ]  # comment
x = -inf

[[many]]
[[many]]
name = "two"
  [many.sub]
  y = 0xff
  [[many.parts]]
  z = 1
  [[many.parts]]
z = 2
[[many]]
last = true'''


def paths(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Every path of a parsed document."""
    if path:
        yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in parts:
        yield from paths(each, (*path, key))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_it_agrees_with_tomllib_on_real_files(file: Path) -> None:
    text = file.read_text("utf-8")
    assert set(line_map(text)) == set(paths(tomllib.loads(text)))


def test_it_agrees_with_tomllib_on_a_tricky_document() -> None:
    assert set(line_map(TRICKY)) == set(paths(tomllib.loads(TRICKY)))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("top",), "top ="),
        (("quoted key",), "'quoted key'"),
        (("dotted.key", "b", "c"), '"dotted.key"'),
        (("lit",), "lit ="),
        (("literal",), "literal ="),
        (("list",), "list = ["),
        (("list", 1), '"a", 1979'),
        (("list", 2), "{ p = 1"),
        (("list", 2, "q", "r", 0), "{ p = 1"),
        (("list", 2, "q", "r", 1), "3 ] }"),
        (("inline",), "inline ="),
        (("table", "a", "c"), "a.c = 2"),
        (("table", "deep.er"), '[ table . "deep.er" ]'),
        (("many", 1, "name"), 'name = "two"'),
        (("many", 1, "sub", "y"), "y = 0xff"),
        (("many", 1, "parts", 1, "z"), "z = 2"),
        (("many", 2, "last"), "last = true"),
    ],
)
def test_each_key_stands_on_its_line(path: KeyPath, words: str) -> None:
    assert words in TRICKY.splitlines()[line_map(TRICKY)[path] - 1]


def test_what_is_missing_is_told_where_its_table_begins() -> None:
    lines = line_map("a = 1\n\n[[b]]\n[[b]]\nc = { d = 1 }\n")
    assert nearest(lines, ("b", 1, "name")) == 4
    assert nearest(lines, ("b", 1, "c", "e", "f")) == 5
    assert nearest(lines, ("nothing",)) == nearest({}, ()) == 1


@pytest.mark.parametrize("text", ["", "\n\n", "# only\n# comments", "a = 1", "[a]", "[[a]]", "a = [\n]"])
def test_small_documents(text: str) -> None:
    assert set(line_map(text)) == set(paths(tomllib.loads(text)))


def test_a_line_is_counted_from_one() -> None:
    assert [line_of("a\nb", offset) for offset in (0, 1, 2)] == [1, 1, 2]


KEYS = st.sampled_from(["a", "b-1", '"c.d"', "'e # f'", '"\\u0041"', "3"])
SCALARS = st.sampled_from(
    ["1", "-1.5e3", "true", '"x\\"#["', "'='", '"""\n"""', "'''a\n''b'''", "1979-05-27T07:32:00Z", "0xdead"]
)


def in_list(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Lists and inline tables of values, over several lines where TOML has them."""
    lists = st.lists(values, max_size=3).map(lambda parts: "[ # ]\n" + ",\n # [\n".join(parts) + "\n]")
    tables = st.dictionaries(KEYS, values, max_size=3).map(lambda d: "{" + ", ".join(f"{k} = {v}" for k, v in d.items()) + "}")
    return lists | tables


VALUES = st.recursive(SCALARS, in_list, max_leaves=6)
PAIRS = st.dictionaries(KEYS, VALUES, max_size=3).map(lambda d: "".join(f" {k}={v} # =\n" for k, v in d.items()))


@given(top=PAIRS, tables=st.lists(st.tuples(st.sampled_from(["[[t]]", "[[ t . 'u v' ]]", "[t.w]"]), PAIRS), max_size=6))
def test_it_agrees_with_tomllib_on_any_document(top: str, tables: list[tuple[str, str]]) -> None:
    text = top + "[[t]]\n" + "\n".join(f"{header} # [\n{pairs}" for header, pairs in tables)
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert set(line_map(text)) == set(paths(tree))


@given(st.text(alphabet="\"'\\\n#[]{}=.a, ", max_size=60))
def test_tokens_of_anything_come_in_order_and_end(text: str) -> None:
    offsets = [offset for _, offset in tokens(text)]
    assert offsets == sorted(set(offsets))
