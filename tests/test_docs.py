"""The docs that can be checked are: rules.md is the command's output, data.md lists every field, no forbidden word is said."""

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest

from corecare_tui.cli.keys import page as keys_page
from corecare_tui.cli.show import rules_page
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.mark import Mark
from corecare_tui.domain.profile import NEW_SIGNS, PREFERENCES, QUESTIONS, Profile
from corecare_tui.domain.records import PainEntry, Result, Session
from corecare_tui.domain.rules import RULES
from corecare_tui.domain.signals import Spot

ROOT = Path(__file__).parents[1]
NEVER = re.compile(r"\b(cures?|damaged?|treats?|no red flags means safe)\b", re.IGNORECASE)


def test_rules_page_is_the_command_output():
    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == "\n".join(rules_page(RULES)) + "\n"


def test_keys_page_is_the_command_output():
    assert (ROOT / "docs/keys.md").read_text(encoding="utf-8") == "\n".join(keys_page({})) + "\n"


@pytest.mark.parametrize("kind", [Session, Result, PainEntry, Profile, Dose, Mark, Spot])
def test_data_page_lists_every_field(kind):
    page = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    missing = [f.name for f in dataclasses.fields(kind) if not re.search(rf"\b{f.name}\b", page)]
    assert missing == []


def test_data_page_lists_every_flag_and_sign():
    page = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    ids = [q.id for q in QUESTIONS] + list(PREFERENCES) + [sign.id for sign in NEW_SIGNS]
    assert [id for id in ids if id not in page] == []


def test_no_sentence_to_the_person_promises_or_frightens():
    told = [rule.sentence for rule in RULES] + [q.text for q in QUESTIONS] + [q.why for q in QUESTIONS]
    files = [path.read_text(encoding="utf-8") for path in (ROOT / "routines").rglob("*.toml")]
    told += [line for text in files for line in text.splitlines() if "say =" in line]
    assert [line for line in told if NEVER.search(line)] == []


def test_every_rule_names_where_it_comes_from():
    labels = re.compile(r"\[(SEEN|SEEN-2nd|GK|CHOICE|SEED)\]|CHOICE")
    assert [rule.id for rule in RULES if not labels.search(rule.source)] == []
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_nothing_but_data_lies_in_the_data_folders():
    assert [p.name for folder in ("routines", "sounds") for p in (ROOT / folder).rglob("*.py")] == []


def test_the_command_line_loads_neither_textual_nor_playsound3():
    code = "import sys, corecare_tui.cli; print([m for m in ('textual', 'rich', 'playsound3', 'tinydb') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert out.stdout.strip() == "[]"
