"""The page for a physiotherapist in a real browser: one or two sheets of A4 for twelve weeks, and not one request."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from corecare_tui.adapters.journal import Journal
from tests.adapters.report_kit import DAYS, twelve_weeks
from tests.end_to_end.terminal import command, environment

A4 = (595, 842)
"""Points."""
CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
"""No name is found: what the browser asks of its maker by itself stays here, too."""
BROWSERS_OWN = "not an origin"
"""The initiator of a request that no page made."""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium, which .ci/run installs")
Keep = Callable[[str, object], None]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of twelve weeks, as the command writes it."""
    folder = tmp_path_factory.mktemp("report")
    with Journal(folder / "home" / "journal") as journal:
        journal.take_in(twelve_weeks(datetime.now().astimezone().date()))
    subprocess.run(
        command("report", "page.html"),
        cwd=folder, env=environment(folder / "home"), check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return folder / "page.html"


def browse(page: Path, folder: Path, *wanted: str) -> list[str]:
    """Open it in a browser that has never run; the URLs that the page asked the network for."""
    log = folder / "net.json"
    subprocess.run(
        [str(CHROMIUM), *FLAGS, f"--user-data-dir={folder / 'user'}", f"--log-net-log={log}", *wanted, page.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    told = json.loads(log.read_text(encoding="utf-8"))
    start = told["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    asked = [event.get("params", {}) for event in told["events"] if event["type"] == start]
    return [one["url"] for one in asked if "url" in one and one.get("initiator") != BROWSERS_OWN]


def test_twelve_weeks_print_on_two_sheets_and_ask_for_nothing(page: Path, tmp_path: Path, record_property: Keep) -> None:
    printed = tmp_path / "page.pdf"
    asked = browse(page, tmp_path, f"--print-to-pdf={printed}", "--no-pdf-header-footer")
    data = printed.read_bytes()
    sheets = len(re.findall(rb"/Type /Page\b", data))
    record_property("figure", f"the page of {DAYS} days: {sheets} sheets of A4, {len(asked)} requests")
    assert 1 <= sheets <= 2
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert {(round(float(wide)), round(float(high))) for wide, high in sizes} == {A4}
    assert asked == []


def test_on_a_screen_it_is_painted(page: Path, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    assert browse(page, tmp_path, f"--screenshot={picture}", "--window-size=860,1600") == []
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 100_000, "a blank page has 10 kB"


def test_a_request_would_be_seen(page: Path, tmp_path: Path) -> None:
    """The measure measures: the same page with a picture from elsewhere, and no policy against it."""
    text = page.read_text(encoding="utf-8").replace("Content-Security-Policy", "x-none")
    bad = tmp_path / "bad.html"
    bad.write_text(text.replace("<main>", '<main><img src="http://elsewhere.example/x.png">'), encoding="utf-8")
    assert "http://elsewhere.example/x.png" in browse(bad, tmp_path, f"--print-to-pdf={tmp_path / 'bad.pdf'}")


def test_even_then_the_policy_of_the_page_stops_it(page: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    text = page.read_text(encoding="utf-8")
    bad.write_text(text.replace("<main>", '<main><img src="http://elsewhere.example/x.png">'), encoding="utf-8")
    assert browse(bad, tmp_path, f"--print-to-pdf={tmp_path / 'bad.pdf'}") == []
