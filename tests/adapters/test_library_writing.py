"""A routine written and read again is the same, also over a file of a person's, whose comments stay."""

import json
import stat
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.adapters.library import load, schema
from corecare_tui.adapters.library.checking import build
from corecare_tui.adapters.library.example import EXAMPLE, example
from corecare_tui.adapters.library.lines import comments
from corecare_tui.adapters.library.revising import revised
from corecare_tui.adapters.library.writing import SCHEMA, fresh, save
from corecare_tui.domain.drafting import added, dosed, moved, removed, renamed
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.ladder import steps
from corecare_tui.domain.routine import Block, Day, Item, Routine
from corecare_tui.domain.text import drawable
from tests.adapters.library_kit import SHIPPED, problems

LIBRARY, ROUTINES, _ = load(SHIPPED, None)
SOME = [LIBRARY[id] for id in ("plank", "cat_cow", "superman", "bird_dog", "heel_tap")]


def meant(text: str) -> Routine:
    made = build(tomllib.loads(text), Routine)
    assert isinstance(made, Routine), made
    return made


MINE = meant(EXAMPLE)

words = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=12).filter(drawable)
names = words.filter(str.strip)
dosed_items = st.sampled_from(SOME).flatmap(lambda one: st.sampled_from(steps(one)).map(lambda dose: Item(one.id, dose=dose)))
items = st.sampled_from(SOME).map(lambda one: Item(one.id)) | dosed_items | st.just(Item(rung_of=("bird_dog", "knee_plank")))
blocks = st.builds(
    Block, st.sampled_from(["warm_up", "main", "close"]) | names, st.lists(items, min_size=1, max_size=4).map(tuple)
)
days = st.lists(
    st.builds(Day, st.sampled_from(["day1", "day2", "day3"]), names, st.lists(blocks, min_size=1, max_size=3).map(tuple)),
    min_size=1,
    max_size=3,
    unique_by=lambda day: day.id,
).map(tuple)
routines = st.builds(Routine, st.just("mine"), names, days, words, words, st.booleans())


@st.composite
def commented(draw) -> tuple[Routine, str]:
    """A routine, and its file as a person may have gone through it: `## n` on lines of their own, `# n` behind lines."""
    one = draw(routines)
    lines = fresh(one).splitlines() if draw(st.booleans()) else plain(one).splitlines()
    for number in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        if draw(st.booleans()):
            lines.insert(at, draw(st.sampled_from(["", "  "])) + f'## {number} [x] = "')
        elif "#" not in lines[at] and lines[at]:
            lines[at] += f"  # {number}"
    return one, "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n## end\n", "\n## end"]))


def plain(one: Routine) -> str:
    """The same on fewer lines, without a comment, without the last comma."""
    text = "\n".join(line for line in fresh(one).splitlines() if not line.startswith("#"))
    return text.replace(",\n]", "\n]").replace("items = [\n  ", "items = [ ").replace("\n]", " ]").replace(",\n  {", ", {")


def edited(one: Routine, day: int, at: int, by: int, kind: int) -> Routine:
    """One of the edits of a screen."""
    day %= len(one.days)
    at %= len(one.days[day].items)
    if kind == 0:
        return added(one, day, at, "glute_bridge")
    if kind == 1:
        return moved(one, day, at, by)
    if kind == 2 and len(one.days[day].items) > 1:
        return removed(one, day, at)
    if kind == 3:
        return dosed(one, day, at, None)
    return renamed(one, f"N{by}")


@given(routines)
def test_a_new_file_says_what_the_routine_says(one):
    assert meant(fresh(one)) == one


@given(commented(), routines)
def test_so_does_one_that_was_another(old, new):
    text = revised(old[1], new)
    assert meant(text) == new
    own = Counter(line.strip() for line in old[1].splitlines() if line.strip().startswith("##"))
    assert own <= Counter(line.strip() for line in text.splitlines()), "a comment on a line of its own is lost"


@given(commented(), st.integers(0, 2), st.integers(0, 11), st.integers(-4, 4), st.integers(0, 4))
def test_an_edit_loses_no_comment_but_with_its_line(old, day, at, by, kind):
    one, text = old
    new = edited(one, day, at, by, kind)
    found = revised(text, new)
    assert meant(found) == new
    if kind != 2:
        gone = Counter(comments(text)) - Counter(comments(found))
        if any(len(a.blocks) > len(b.blocks) for a, b in zip(one.days, new.days, strict=True)):
            gone = Counter(
                note for note in gone if note.startswith("##")
            )  # a block that got empty takes what stands behind its lines
        assert gone == Counter()


@given(commented())
def test_what_is_the_same_is_the_same_to_the_byte(old):
    assert revised(old[1], meant(old[1])) == old[1]


HAND = """# Mine, since the fall.
id = "mine"
name = "Mine"          # short
source = 'me'

# The only day.
[[days]]
id = "day1"
name = "Mine"
[[days.blocks]]
name = "main"
items = [              # five minutes
  { exercise = "cat_cow" },   # slowly

  # the good one
  { exercise = "plank", dose = { sets = 2, hold_s = 20 } },  # on the mat
  { exercise = "superman" }   # last
]
# That is all.
"""


def test_only_the_line_of_what_changed_changes():
    text = revised(HAND, dosed(meant(HAND), 0, 1, Dose(3, None, 25, 40)))
    assert text == HAND.replace("dose = { sets = 2, hold_s = 20 }", "dose = { sets = 3, hold_s = 25, rest_s = 40 }")
    assert revised(HAND, replace(meant(HAND), name="Ours")) == HAND.replace(
        'name = "Mine"          #', 'name = "Ours"          #'
    )


def test_a_line_moves_with_its_comments():
    text = revised(HAND, moved(meant(HAND), 0, 1, 1))
    assert text.index("superman") < text.index("# the good one") < text.index('"plank"') < text.index("# on the mat")
    assert '{ exercise = "superman" },   # last' in text
    assert meant(text) == moved(meant(HAND), 0, 1, 1)


def test_a_line_that_goes_leaves_the_comment_above_it():
    text = revised(HAND, removed(meant(HAND), 0, 1))
    assert "# on the mat" not in text
    assert text.index("# slowly") < text.index("# the good one") < text.index("superman")


def test_a_list_in_one_line_is_opened_only_when_it_changes():
    one = HAND.replace(HAND[HAND.index("items") : HAND.index("# That")], 'items = [{ exercise = "plank" }] # all\n')
    assert revised(one, renamed(meant(one), "Ours")).count("items = [{ exercise") == 1
    assert "# all" in (more := revised(one, added(meant(one), 0, 0, "superman"))) and meant(more).days[0].items[1]


@pytest.mark.parametrize(
    "text",
    [
        'id = "mine"\nname = "M"\nsource = ""\n[[days]]\nid = "day1"\nname = "A"\nblocks = [] # x',
        'days = [{ id = "a", name = "A", blocks = [] }] # c\nid = "mine"\nname = "M"\nsource = ""',
        '# c\nid = "mine"\nname = "M"\nsource = ""\n[[days]]\nid = "a"\nname = "A"\n[[days.blocks]]\nname = "b"\n'
        '[[days.blocks.items]] # d\nexercise = "plank"\n[days.blocks.items.dose]\nsets = 2\nhold_s = 20\n',
        "# not TOML\n=",
        "id = 1 # wrong",
        "",
    ],
)
def test_an_unusual_text_is_written_anew_under_its_comments(text):
    found = revised(text, MINE)
    assert meant(found) == MINE
    assert set(comments(text)) <= set(comments(found))


def test_the_example_is_sound(tmp_path: Path):
    assert problems(tmp_path, EXAMPLE) == []
    assert example("my_morning", "My morning") == EXAMPLE
    other = example("evening", 'The "evening"')
    assert (meant(other).id, meant(other).name, meant(other).days[0].name) == ("evening", 'The "evening"', 'The "evening"')
    assert comments(other) == comments(EXAMPLE)


@pytest.mark.parametrize("routine", ROUTINES.values(), ids=ROUTINES)
def test_what_ships_can_be_written(routine: Routine):
    assert meant(fresh(routine)) == routine


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_what_ships_keeps_its_lines(path: Path):
    text = path.read_text("utf-8")
    one = meant(text)
    found = revised(text, renamed(one, "Other"))
    changed = [new for old, new in zip(text.splitlines(), found.splitlines(), strict=True) if old != new]
    assert set(changed) == {'name = "Other"'}


def test_on_disk(tmp_path: Path):
    path = tmp_path / "own" / "mine.toml"
    assert save(path, MINE) == path.read_bytes() == fresh(MINE).encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert sorted(one.name for one in path.parent.iterdir()) == ["mine.toml", SCHEMA]
    assert path.read_text().startswith(f"#:schema ./{SCHEMA}\n")
    assert tomllib.loads(path.read_text())["id"] == "my_morning"
    assert json.loads((path.parent / SCHEMA).read_text()) == json.loads(json.dumps(schema()))


@pytest.mark.parametrize(("mark", "end"), [(b"\xef\xbb\xbf", b"\r\n"), (b"", b"\r\n"), (b"\xef\xbb\xbf", b"\n")])
def test_its_mark_and_line_ends_stay(tmp_path: Path, mark: bytes, end: bytes):
    path = tmp_path / "mine.toml"
    path.write_bytes(mark + HAND.encode().replace(b"\n", end))
    new = dosed(meant(HAND), 0, 0, Dose(2, 8))
    save(path, new)
    assert path.read_bytes() == mark + revised(HAND, new).encode().replace(b"\n", end)


def test_a_file_that_cannot_be_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "mine.toml"
    path.write_text(HAND)
    monkeypatch.setattr("os.fsync", lambda descriptor: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        save(path, MINE)
    assert [one.name for one in tmp_path.iterdir()] == ["mine.toml"] and path.read_text() == HAND


def test_a_link_stays_one(tmp_path: Path):
    (tmp_path / "real.toml").write_text(HAND)
    (tmp_path / "mine.toml").symlink_to("real.toml")
    save(tmp_path / "mine.toml", MINE)
    assert (tmp_path / "mine.toml").is_symlink() and meant((tmp_path / "real.toml").read_text()) == MINE
