"""A CSV file of ratings: every way a spreadsheet writes it reads alike, and the first mistake is one line with its place."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corecare_tui.adapters import ratings
from corecare_tui.adapters.ratings import RatingsRefused, read
from corecare_tui.domain.replay import Told

KNOWN = {"plank": 1, "bird_dog": 2, "side_plank": 3}
HEAD = "date,exercise,pain,morning\n"
DAY = date(2026, 11, 21)


def put(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture
def given_file(tmp_path):
    return lambda content: read(put(tmp_path / "r.csv", content), KNOWN)


@pytest.fixture
def wrong(tmp_path):
    """What the refusal says after the file's name."""

    def refuse(content):
        path = put(tmp_path / "r.csv", content)
        with pytest.raises(RatingsRefused) as refused:
            read(path, KNOWN)
        said = str(refused.value)
        assert said.startswith(str(path)) and "\n" not in said
        return said.removeprefix(str(path))

    return refuse


TWO = (Told(DAY, "plank", 2, 1), Told(DAY, "bird_dog", None, None))


@pytest.mark.parametrize(
    "content",
    [
        HEAD + "2026-11-21,plank,2,1\n2026-11-21,bird_dog,,\n",
        HEAD + "2026-11-21,plank,2,1\n2026-11-21,bird_dog,,",
        "\ufeff" + HEAD + "2026-11-21,plank,2,1\n2026-11-21,bird_dog\n",
        (HEAD + "2026-11-21,plank,2,1\n2026-11-21,bird_dog,,\n").replace("\n", "\r\n"),
        (HEAD + "2026-11-21,plank,2,1\n2026-11-21,bird_dog,,\n").replace("\n", "\r"),
        (HEAD + "2026-11-21,plank,2,1\n2026-11-21,bird_dog,,\n").replace(",", ";"),
        'Morning;PAIN;"Exercise";Date\n1;2;plank;2026-11-21\n;;"bird_dog";"2026-11-21"\n',
        "\n\n date , exercise , pain , morning \n\n  2026-11-21 ,plank,\t2 , 1\n,,,\n2026-11-21, \"bird_dog\" , \"\" , \n\n",
        HEAD + "2026-11-21,plank,2,1,,,\n2026-11-21,Bird_Dog,,,,\n",
        "date,exercise,pain,morning,\n2026-11-21,plank,2,1,\n2026-11-21,bird_dog,,,\n",
    ],
)  # fmt: skip
def test_every_way_of_writing_reads_alike(given_file, content):
    found = given_file(content)
    assert (found.rows, found.passed_over) == (TWO, ())


def test_further_columns(given_file):
    head, row = "check_in,date,note,exercise,pain,morning,Mood", '3,2026-11-21,"a,\nb ""c""",plank,10,0,7'
    found = given_file(f"{head}\n{row}\n")
    assert found.rows == (Told(DAY, "plank", 10, 0, 3),)
    assert found.passed_over == ("note", "Mood")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (HEAD + "2026-11-21,plnk,2,1\n", ":2: exercise: there is no exercise 'plnk'; did you mean plank?"),
        (HEAD + "2026-11-21,Side Plank,2,1\n", ":2: exercise: there is no exercise 'Side Plank'; did you mean side_plank?"),
        (HEAD + "2026-11-21,,2,1\n", ":2: exercise: there is no exercise ''; `corecare exercises`"),
        (HEAD + "2026-11-21,plank,2,1\n\n2026-11-21,plank,11,1\n", ":4: pain: '11' is not on the scale; write a whole"),
        (HEAD + "2026-11-21,plank,2,-1\n", ":2: morning: '-1' is not on the scale"),
        ("check_in," + HEAD + "x,2026-11-21,plank,2,1\n", ":2: check_in: 'x' is not on the scale"),
        (HEAD + "21.11.2026,plank,2,1\n", ":2: date: '21.11.2026' is no day; write it like 2026-11-21"),
        (HEAD + "2026-02-30,plank,2,1\n", ":2: date: '2026-02-30' is no day"),
        (HEAD + "20261121,plank,2,1\n", ":2: date: '20261121' is no day"),
        (HEAD + "1899-12-31,plank,2,1\n", ":2: date: 1899-12-31 is out of range; give a day from 1900 to 2999"),
        (HEAD + "3000-01-01,plank,2,1\n", ":2: date: 3000-01-01 is out of range"),
        ("date,exercise,pain\n2026-11-21,plank,2\n", ":1: morning: there is no such column; the first line names"),
        ("2026-11-21,plank,2,1\n", ":1: date: there is no such column"),
        ("date,exercise,pain,morning,Pain\n2026-11-21,plank,2,1,3\n", ":1: pain: there are two columns of this name"),
        (HEAD + "2026-11-21,plank,7,5,1\n", ":2: row: has 5 cells where the header names 4 columns"),
        ("", ":1: is empty"),
        ("\ufeff \n\r\n", ":1: is empty"),
        (HEAD, ":1: holds no rating"),
        (HEAD + ",,,\n", ":1: holds no rating"),
        (HEAD.encode() + b"2026-11-21,pl\xe4nk,2,1\n", ":2: is not UTF-8 text (byte 0xe4)"),
        (HEAD.encode("utf-16"), ":1: is not UTF-8 text (byte 0xff)"),
        (HEAD.encode("utf-16-le"), ":1: is not text (byte 0x00)"),
        (HEAD + "2026-11-21,plank,2,1\n\x04\n2026-11-21,plank,99,1\n", ":3: is not text (byte 0x04)"),
        (HEAD + '2026-11-21,plank,2,1\n2026-11-21,"plank,2,1\n2026-11-21,plank,99,1\n', ":3: a quote is opened here and never"),
        ("note," + HEAD + '"a\nb",2026-11-21,plank,2,1\n"c,2026-11-21,plank,2,1\n', ":4: a quote is opened here and never"),
        (HEAD + '2026-11-21,"' + "x" * 200_000 + '",2,1\n', ":2: field larger than field limit"),
    ],
)  # fmt: skip
def test_the_first_mistake_with_its_place(wrong, content, says):
    assert wrong(content).startswith(says)


@pytest.mark.parametrize(
    "cell", ["7.5", "7,5", "sieben", "NaN", "inf", "1e0", "+3", "03", "3 ", "٣", "³", "3/10", "0x3", "1_0", "x" * 10**6]
)
def test_only_a_whole_number_is_a_score(wrong, given_file, cell):  # fmt: skip
    if cell.strip() in {"3"}:
        assert given_file(f"{HEAD}2026-11-21,plank,{cell},\n").rows == (Told(DAY, "plank", 3),)
        return
    said = wrong(f'{HEAD}2026-11-21,plank,"{cell}",\n')
    assert said.startswith(":2: ") and len(said) < 200


def test_larger_than_anybody_writes(wrong, monkeypatch):
    monkeypatch.setattr(ratings, "LARGEST", 100)
    assert wrong(HEAD + "2026-11-21,plank,2,1\n" * 4) == ": is larger than 0 MB; cut it into parts"
    assert 16 * 1024**2 == 16_777_216


def test_files_that_cannot_be_read(tmp_path):
    for path, why in ((tmp_path / "none.csv", "No such file"), (tmp_path, "Is a directory"), (tmp_path / "a\0b", "null byte")):
        with pytest.raises(RatingsRefused, match=why):
            read(path, KNOWN)


cells = st.text(max_size=6) | st.sampled_from(["2026-11-21", "plank", "3", "", '"', ";", ",", "\n", "\r", "date", "pain"])
tables = st.lists(st.lists(cells, max_size=6), max_size=5)


@given(tables.map(lambda rows: "\n".join(",".join(row) for row in rows)) | st.binary(max_size=60), st.booleans())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_is_read_or_refused_in_one_place(tmp_path, content, headed):
    data = content.encode(errors="surrogatepass") if isinstance(content, str) else content
    path = put(tmp_path / "r.csv", (HEAD.encode() if headed else b"") + data)
    try:
        found = read(path, KNOWN)
    except RatingsRefused as refused:
        assert str(refused).startswith(str(path))
    else:
        assert found.rows and all(row.exercise in KNOWN for row in found.rows)
