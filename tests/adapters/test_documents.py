"""The bytes of a TinyDB file: written in pieces they are those of the whole, and nothing in them stands twice."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.adapters.journal.documents import BATCH, document, parsed, pieces

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
DOCUMENTS = st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), VALUES, max_size=3)
IDS = st.integers(0, 10**6).map(str)
TABLES = st.dictionaries(st.text(st.characters(codec="utf-8")), st.dictionaries(IDS, DOCUMENTS, max_size=5), max_size=4)


@given(TABLES)
def test_the_pieces_are_the_whole(tables):
    assert b"".join(pieces(tables)) == msgspec.json.encode(tables)


@pytest.mark.parametrize("rows", [0, 1, BATCH - 1, BATCH, BATCH + 1, 3 * BATCH])
def test_a_table_of_any_length_is_whole_and_no_piece_is_longer_than_a_batch(rows):
    tables = {"a": {str(id): {"n": id} for id in range(rows)}, "b": {"1": {}}}
    parts = list(pieces(tables))
    assert b"".join(parts) == msgspec.json.encode(tables)
    assert max(part.count(b'"n"') for part in parts) <= BATCH


@given(TABLES, st.booleans())
def test_what_was_written_is_read_as_it_was(tables, texts):
    read = parsed(b"".join(pieces(tables)), texts)
    assert {name: {id: document(row) for id, row in table.items()} for name, table in read.items()} == tables
    assert b"".join(pieces(read)) == msgspec.json.encode(tables)


@pytest.mark.parametrize("texts", [False, True])
@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":{"1":{}},"a":{"1":{}}}',
        b'{"a":{"1":{},"1":{}}}',
        b'{"a":{"1":{"x":1,"x":1}}}',
        b'{"a":{"1":{"x":[{"y":1,"y":2}]}}}',
        b'{"a":{"1":{}}, "a":{"2":{}}}',
        rb'{"a":{"1":{}},"\u0061":{"2":{}}}',
    ],
)
def test_a_key_twice_is_refused(raw, texts):
    with pytest.raises(ValueError, match="stands twice"):
        for table in parsed(raw, texts).values():
            for row in table.values():
                document(row)


@pytest.mark.parametrize("raw", [b'{ "a": { "1": {} } }\n', rb'{"\u0061":{"1":{"x":1.0}}}', b'{"a":{"1":{"x":1e2}}}'])
def test_another_hand_s_spelling_is_read(raw):
    assert list(parsed(raw, texts=True)) == ["a"]
