"""Elements of HTML: text inside them and in their attributes is escaped here, so that no text can become markup."""

from collections.abc import Iterable
from html import escape

from corecare_tui.domain.text import harmless


class Markup(str):
    """HTML that is finished; every other text is escaped where it is put into an element."""

    __slots__ = ()


def tag(name: str, *inner: str, **attributes: object) -> Markup:
    """An element. Of an attribute `class_` means `class`, `aria_label` means `aria-label`."""
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{_safe(str(value))}"' for key, value in attributes.items())
    return Markup(f"<{name}{told}>{joined(inner)}</{name}>")


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """The parts one after the other."""
    return Markup(_safe(between).join(part if isinstance(part, Markup) else _safe(part) for part in parts))


def listed(parts: Iterable[str], **attributes: object) -> Markup:
    """An unordered list; nothing without parts."""
    items = [tag("li", part) for part in parts]
    return tag("ul", *items, **attributes) if items else Markup()


def table(caption: str, heads: Iterable[str], rows: Iterable[Markup], **attributes: object) -> Markup:
    """A table with its caption and the heads of its columns; a row is a `tr`."""
    head = tag("tr", *(tag("th", one, scope="col") for one in heads))
    return tag("table", tag("caption", caption), tag("thead", head), tag("tbody", joined(rows, "\n")), **attributes)


def row(head: str, *cells: str) -> Markup:
    """A row of a table, headed by its first cell."""
    return tag("tr", tag("th", head, scope="row"), *(tag("td", cell) for cell in cells))


def section(title: str, *inner: str, **attributes: object) -> Markup:
    """A part of the page under its heading."""
    return tag("section", tag("h2", title), *inner, **attributes)


def _safe(text: str) -> str:
    return escape(harmless(text))
