"""No text that a person or a file wrote is read as markup: `[@click=app.quit]` in a name would be a button (reliability 4)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "corecare_tui" / "ui"
TEXTUAL_DRAWS = {"Label", "Static", "Button", "Checkbox", "RadioButton", "Link", "Collapsible", "TabPane", "Markdown"}
"""Widgets that read what they are given as markup, unless they are told not to."""
PROMPTS = {"Option", "add_option", "add_options", "OptionList", "Select", "SelectionList", "DataTable", "Tree"}
"""What takes prompts: only `Content`, which is text, may be handed to it."""
SAFE = {"Content", "Text"}


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def says_no_markup(call: ast.Call) -> bool:
    return any(k.arg == "markup" and isinstance(k.value, ast.Constant) and k.value.value is False for k in call.keywords)


def plain(value: ast.expr) -> bool:
    """A literal of our own, or made into content."""
    if isinstance(value, ast.Constant):
        return "[" not in str(value.value)
    return isinstance(value, ast.Call) and getattr(value.func, "id", getattr(value.func, "attr", "")) in {*SAFE, "from_markup"}


def faults(source: str) -> list[str]:
    tree = ast.parse(source)
    found = []
    for name, call in calls(tree):
        if name in TEXTUAL_DRAWS and not says_no_markup(call) and not all(map(plain, call.args[:1])):
            found.append(f"{name} at line {call.lineno}")
        if name == "Option" and not all(map(plain, call.args[:1])) and not prompts_are_content(tree, call):
            found.append(f"{name} at line {call.lineno}")
        if (
            name == "notify"
            and not handed_on(call)
            and any(k.arg == "markup" and not says_no_markup(call) for k in call.keywords)
        ):
            found.append(f"{name} with markup at line {call.lineno}")
        if name == "from_markup" and not all(
            isinstance(a, ast.Constant | ast.Name) and not name_of(a).islower() for a in call.args
        ):
            found.append(f"{name} of something that is no constant at line {call.lineno}")
    found += [f"border text at line {node.lineno}" for node in ast.walk(tree) if isinstance(node, ast.Assign) and to_border(node)]
    return found


def handed_on(call: ast.Call) -> bool:
    """`super().notify(…)`: what was told is told on."""
    return isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Call)


def name_of(value: ast.expr) -> str:
    return value.id if isinstance(value, ast.Name) else "A_LITERAL"


def to_border(node: ast.Assign) -> bool:
    """border_title and border_subtitle are read as markup, too."""
    return any(isinstance(t, ast.Attribute) and t.attr.startswith("border_") for t in node.targets) and not plain(node.value)


def prompts_are_content(tree: ast.AST, call: ast.Call) -> bool:
    """`Option(self._prompt(...))`, where that function is declared to give Content."""
    made = call.args[0]
    if not (isinstance(made, ast.Call) and isinstance(made.func, ast.Attribute)):
        return False
    wanted = made.func.attr
    return any(
        isinstance(node, ast.FunctionDef)
        and node.name == wanted
        and isinstance(node.returns, ast.Name)
        and node.returns.id in SAFE
        for node in ast.walk(tree)
    )


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: str(path.relative_to(UI)))
def test_what_is_drawn_is_text_and_never_markup(path: Path) -> None:
    assert faults(path.read_text()) == []


@pytest.mark.parametrize(
    "line",
    [
        "Label(name)",
        "Label(f'{name}', id='x')",
        "Static(name, markup=True)",
        "Option(name)",
        "Option(f'{name}')",
        "self.notify(name, markup=True)",
        "Content.from_markup(f'[b]{name}[/b]')",
        "Content.from_markup(name)",
        "self.border_title = name",
    ],
)
def test_the_test_can_fail(line: str) -> None:
    assert faults(line)


@pytest.mark.parametrize(
    "line",
    [
        "Label(name, markup=False)",
        "Label('', id='x')",
        "Option(Content(name))",
        "self.notify(name)",
        "Content.from_markup(NUMBERS)",
        "def _p(self) -> Content: ...\nOption(self._p())",
    ],
)
def test_and_it_can_pass(line: str) -> None:
    assert faults(line) == []
