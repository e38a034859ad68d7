"""Every command of every screen, one row each: footer, help, palette, `corecare keys`, docs and settings file are made of it."""

from dataclasses import dataclass

DIGITS = "0-9"
"""In the place of a key: the ten digits, which a screen reads itself; they stay what they are."""


@dataclass(frozen=True, slots=True)
class Key:
    """One command of a screen."""

    verb: str
    keys: tuple[str, ...]
    """As Textual calls them (question_mark, ctrl+s), the one to show first."""
    action: str
    word: str
    """In the footer."""
    says: str
    """In help, in the palette and in the docs: a sentence without its full stop."""
    label: str = ""
    """How it is shown, where that is not its first key: a pair of keys in one place."""
    shown: bool = True
    """In the footer; help and docs have every one."""
    first: bool = False
    """Asked before the field that has the focus."""


def key(verb: str, keys: str, action: str, word: str, says: str = "", **rest: str | bool) -> Key:
    """A row; keys with spaces between them."""
    return Key(verb, tuple(keys.split()), action, word, says or word[0].upper() + word[1:], **rest)  # type: ignore[arg-type]


def hidden(verb: str, keys: str, action: str, says: str, **rest: str | bool) -> Key:
    """A row that the footer has no room for, or that stands there with its pair."""
    return key(verb, keys, action, says[0].lower() + says[1:], says, shown=False, **rest)


def moving(by: str, far: bool = False) -> tuple[Key, ...]:
    """Down and up a list, with `far` also to its ends."""
    ends = (hidden("top", "home", f"{by}(-9999)", "The first row"), hidden("bottom", "end G", f"{by}(9999)", "The last row"))
    return (
        key("down", "j down", f"{by}(1)", "move", "One row down", label="j/k"),
        hidden("up", "k up", f"{by}(-1)", "One row up"),
        *(ends if far else ()),
    )


def score(word: str) -> Key:
    """The digits of a question."""
    return key("score", DIGITS, "app.hint", word, "Your answer: 0 no pain, 10 the worst imaginable", label=DIGITS)


HELP = key("help", "question_mark", "help", "help", "The keys of this screen", label="?")
TODAY = key("back", "escape", "go(1)", "Today", "Back to Today", label="Esc")
MAIN = tuple(
    hidden(f"go_{name.lower()}", str(n), f"go({n})", f"{n} {name}")
    for n, name in enumerate(("Today", "History", "Library", "Routines", "Settings"), 1)
)

SCREENS: dict[str, tuple[Key, ...]] = {
    "app": (hidden("quit", "ctrl+q", "quit", "Leave CoreCare", first=True),),
    "main": MAIN,
    "today": (
        key("start", "enter full_stop f5", "start_session", "start", "Check in, then the session", label="Enter"),
        key("gentle", "g", "start_gentle", "bad-back day", "A bad-back day: the gentle set instead"),
        key("morning", "m", "answer_morning", "morning", "How the back was on the morning after the last session"),
        key("pain", "p", "log_pain", "pain", "Log a pain score outside a session"),
        key("warm_up", "o", "start_warm_up", "warm-up", "The warm-up alone"),
        key("safety", "S", "show_safety", "safety", "Your safety answers: what they hold back, and how to open it"),
        key("quit", "q", "app.quit", "quit", "Leave CoreCare"),
        HELP,
        key("down", "j down pagedown", "move(1)", "next row", "One row down", label="j/k", shown=False),
        hidden("up", "k up pageup", "move(-1)", "One row up"),
        hidden("ease", "e", "decide('ease')", "This exercise easier, from today on"),
        hidden("skip", "x", "decide('skip')", "Leave this exercise out today, or bring it back"),
        hidden("decline", "d", "decide('decline')", "Not harder yet"),
        hidden("earlier", "K", "shift(-1)", "This exercise earlier, for today"),
        hidden("later", "J", "shift(1)", "This exercise later, for today"),
        hidden("why", "w", "show_why", "Why, and what would undo it"),
    ),
    "history": (
        key("view", "left_square_bracket", "view(-1)", "view", "The view before: chart, exercises, calendar, log", label="[ ]"),
        hidden("next_view", "right_square_bracket", "view(1)", "The next view"),
        key("left", "h left", "across(-1)", "move", "A session or a day back", label="←/→"),
        hidden("right", "l right", "across(1)", "A session or a day on"),
        *moving("down"),
        hidden("page_down", "pagedown", "down(10)", "Ten rows down"),
        hidden("page_up", "pageup", "down(-10)", "Ten rows up"),
        key("edit", "e", "edit", "edit", "Correct what was said; what stood there stays beside it"),
        key("unsay", "d", "unsay", "clear", "Clear this score: it was not said"),
        key("undo", "u", "undo", "undo", "Take the last correction back"),
        key("add", "a", "add", "add", "Add a session or a score that was forgotten"),
        key("find", "slash", "filter", "find", "Find in the log", label="/"),
        key("range", "less_than_sign", "range(-1)", "range", "A shorter time: 14, 30, 90, 365 days, all", label="< >"),
        hidden("longer", "greater_than_sign", "range(1)", "A longer time"),
        key("open", "enter", "open", "details", "What lies under the cursor, in the log", label="Enter"),
        key("how_to", "o", "how_to", "how-to", "How this exercise is done"),
        key("pain", "p", "log_pain", "log pain", "Log a pain score outside a session"),
        key("export", "x", "export", "export", "The page for a physiotherapist, a table, or everything as a file"),
        HELP,
        key("back", "escape", "back", "Today", "Back to Today", label="Esc"),
    ),
    "library": (
        *moving("move", far=True),
        key("open", "enter", "open", "how-to", "How it is done: the move, then each mistake", label="Enter"),
        key("add", "a", "add", "add to routine", "Add it to a routine of your own"),
        key("block", "b", "block", "block", "Leave this exercise out for good, or let it back in"),
        key("find", "slash", "find", "search", "Search by name, muscle or family", label="/"),
        key("filter", "f", "filter", "filter", "Show only a family, a goal, what is in your plan, what is closed for now …"),
        key("clear", "c", "clear", "all", "Every exercise again"),
        HELP,
        TODAY,
    ),
    "routines": (
        *moving("move", far=True),
        key("start", "enter", "start", "start", "Check in, then a session of this routine", label="Enter"),
        key("choose", "space", "choose", "on Today", "Plan this routine on Today from now on", label="space"),
        key("new", "n", "new", "new", "A routine of your own"),
        key("change", "m", "change", "change", "Change a routine of your own: exercises, doses, order"),
        key("edit", "e", "edit", "editor", "Open its file in your editor ($EDITOR)"),
        key("copy", "c", "copy", "copy", "A copy of it as your own"),
        key("delete", "d", "delete", "delete", "Delete a routine of your own; it can be brought back"),
        key("undo", "u", "undo", "undo", "Bring back what was deleted"),
        key("days", "p", "plan_days", "days", "The days of the week you plan to train on"),
        key("add", "t", "add", "take in", "Take in a routine that somebody sent you; it is shown first"),
        key("share", "s", "share", "share", "Write it as a file for somebody else"),
        key("how_to", "i", "show_how_to", "how", "How the exercises of its next session are done"),
        key("why", "w", "show_why", "why", "Every decision of its next session"),
        HELP,
        TODAY,
    ),
    "draft": (
        *moving("move"),
        key("dose", "enter", "dose", "dose", "Sets, reps, seconds and rest of this exercise", label="Enter"),
        key("add", "a", "add", "add", "Add an exercise after this one"),
        key("remove", "x delete", "remove", "remove", "Take this exercise out"),
        key("later", "J", "shift(1)", "order", "This exercise later", label="J/K"),
        hidden("earlier", "K", "shift(-1)", "This exercise earlier"),
        key("rename", "r", "rename", "name", "Its name"),
        key("day", "right_square_bracket", "day(1)", "day", "The next day of a routine of several days", label="[ ]"),
        hidden("day_before", "left_square_bracket", "day(-1)", "The day before"),
        key("undo", "u", "undo", "undo", "Take the last change back"),
        key("save", "ctrl+s", "save", "save", "Save it", label="Ctrl+S"),
        HELP,
        key("cancel", "escape", "cancel", "back", "Back; asks where something was changed", label="Esc"),
    ),
    "pick": (
        key("down", "down", "move(1)", "move", "One row down", label="↑/↓"),
        hidden("up", "up", "move(-1)", "One row up"),
        key("take", "enter", "take", "take", "This one", label="Enter"),
        key("back", "escape", "dismiss(None)", "back", "Back without one", label="Esc"),
    ),
    "settings": (
        *moving("move", far=True),
        key("change", "enter space", "change", "change", "The next value, or a field to fill in", label="Enter"),
        key("next", "right l", "turn(1)", "value", "The next value", label="←/→"),
        hidden("before", "left h", "turn(-1)", "The value before"),
        key("reset", "r", "reset", "reset", "This setting as it was at first"),
        key("test", "t", "test", "test sound", "Play a tone"),
        key("calibrate", "c", "calibrate", "set up again", "The questions of the first start once more"),
        key("safety", "S", "show_safety", "safety", "Your safety answers, and the way to answer them again"),
        HELP,
        TODAY,
    ),
    "player": (
        key("pause", "space full_stop enter", "toggle_pause", "pause", "Pause, and go on with a count-in", label="space"),
        key("next", "n right pagedown", "skip_step", "next", "The next step; b or u goes back"),
        key("back", "b left pageup", "go_back", "back", "This set again; once more: the one before"),
        key("ease", "e", "ease_exercise", "ease", "An easier version of this exercise, now"),
        key("pain", "p asterisk", "report_pain", "PAIN", "PAIN: stop the set and rate it", label="p"),
        key("stop", "s escape q f5 slash", "open_stop_menu", "stop", "Leave the exercise or end the session", label="s"),
        key("undo", "u", "take_back", "undo", "Take the last answer or skip back"),
        key("form", "d", "lose_form", "form", "Form broke down: note it and go on to the rest"),
        key("more_time", "plus equals_sign", "extend_step(1)", "5s", "Five seconds more", label="±"),
        hidden("less_time", "minus", "extend_step(-1)", "Five seconds less"),
        key("mute", "m", "toggle_mute", "mute", "Sounds off and on"),
        key("how_to", "i", "show_how_to", "how", "How it is done; the clock waits"),
        hidden("figure", "f", "draw_figure", "The figure off and on, or drawn another way"),
        key("repeat", "r", "repeat_cue", "cue", "Say the cue again"),
        key("steps", "o", "show_steps", "steps", "Every step of the session, to go to one"),
        key("own_pace", "c", "count_myself", "I count", "Count this exercise yourself"),
        key("voice", "v", "say_more", "voice", "How much the voice says"),
        key("clock", "z", "only_clock", "clock only", "Only the clock and the cue"),
        hidden("score", DIGITS, "app.hint", "In the rest: rate the exercise before it"),
        hidden("suspend", "ctrl+z", "app.suspend_process", "To the shell; fg comes back"),
        HELP,
    ),
    "steps": (
        key("down", "j down pagedown", "move(1)", "move", "One step down", label="j/k"),
        hidden("up", "k up pageup", "move(-1)", "One step up"),
        key("choose", "enter space full_stop", "choose", "go there", "Go on from that step", label="Enter"),
        key("back", "escape o slash", "dismiss(None)", "back to where it stood", label="Esc"),
    ),
    "rating": (
        score("rate"),
        key("ten", "t", "score(10)", "= 10", "Ten", label="t or ."),
        hidden("take_or_ten", "full_stop", "take_or_ten", "Take what is marked; ten where nothing is"),
        key("left", "left pageup", "move(-1)", "move", "A lower score", label="←/→"),
        hidden("right", "right pagedown", "move(1)", "A higher score"),
        key("take", "enter", "take", "take", "Take what is marked", label="Enter"),
        key("later", "escape", "later", "later", "Not now: it stays not rated and is asked again at the end", label="Esc"),
        key("stop", "s slash f5", "stop", "stop session", "Leave the exercise or end the session", label="s"),
        key("take_back", "u", "take_back", "undo", "Take the answer back"),
    ),
    "check_in": (
        score("pain"),
        key("ten", "t", "score(10)", "= 10", "Ten", label="t or ."),
        hidden("take_or_ten", "full_stop", "take_or_ten", "Take what is marked; ten where nothing is"),
        hidden("left", "left pageup", "walk(-1)", "A lower score, or the row before"),
        hidden("right", "right pagedown", "walk(1)", "A higher score, or the next row"),
        key("tick", "space", "tick", "tick", "This is new since last time", label="space"),
        key("nothing", "n", "go_nothing_new", "nothing new, go", "Nothing of the list is new: go"),
        key("go", "enter", "go", "go", "Go, with what is ticked", label="Enter"),
        key("back", "escape", "dismiss", "back", "Back, nothing is kept", label="Esc"),
    ),
    "summary": (
        score("answer"),
        key("ten", "t", "score(10)", "= 10", "Ten"),
        hidden("take_or_ten", "full_stop", "take_or_ten", "Take what is marked; ten where nothing is"),
        hidden("lower", "pageup", "walk(-1)", "A lower score"),
        hidden("higher", "pagedown", "walk(1)", "A higher score"),
        key("take_back", "u", "take_back", "undo", "Take the answer back"),
        key("rate", "r", "rate_row", "rate row", "Rate the exercise under the cursor"),
        key("why", "w", "show_why", "why", "What the next session makes of it, and why"),
        key("down", "j down", "move(1)", "rows", "One row down", label="j/k"),
        hidden("up", "k up", "move(-1)", "One row up"),
        key("save", "enter", "save", "save & close", "Close the session", label="Enter"),
    ),
    "morning": (
        score("pain"),
        key("ten", "t full_stop", "score(10)", "= 10", "Ten", label="t or ."),
        key("settled", "y", "settle(True)", "settled", "Back to how it usually is"),
        key("not_settled", "n", "settle(False)", "not settled", "It had not settled by then"),
        key("later", "escape", "dismiss", "later", "Not now: it is asked again", label="Esc"),
    ),
    "log_pain": (
        score("log"),
        key("ten", "t full_stop", "score(10)", "= 10", "Ten", label="t or ."),
        key("flare", "f", "flare", "a flare-up", "Call it a flare-up, or not"),
        key("back", "escape", "dismiss", "back", "Back, nothing is kept", label="Esc"),
    ),
    "screening": (
        key("none", "n", "answer_none", "none of these", "None of these is so"),
        key("tick", "space", "tick", "tick", "This is so", label="space"),
        key("keep", "enter", "keep_answers", "keep what is ticked", label="Enter"),
        key("why", "question_mark", "tell_why", "why we ask", label="?"),
        key("later", "escape", "dismiss", "later", "Not now; it is asked before a session", label="Esc"),
    ),
    "safety": (
        *moving("move"),
        key("clear", "c", "confirm", "a professional has checked this"),
        key("again", "r", "answer_again", "answer again", "Answer the safety questions again"),
        key("back", "escape", "dismiss", "back", label="Esc"),
    ),
    "locked": (
        key("clear", "c", "confirm_clearance", "a professional has checked me"),
        key("back", "escape", "dismiss", "back", label="Esc"),
    ),
    "calibration": (
        key("yes", "y enter", "answer(True)", "yes", label="y"),
        key("no", "n", "answer(False)", "no"),
        key("sound", "s space", "sound", "sound", "Play the tone again", label="s"),
        key("leave", "escape", "leave", "leave it as it is", label="Esc"),
    ),
    "how_to": (
        key("next", "right l pagedown", "turn(1)", "page", "The next page", label="←/→"),
        hidden("before", "left h pageup", "turn(-1)", "The page before"),
        key("down", "down j", "scroll(1)", "more", "Further down", label="j/k"),
        hidden("up", "up k", "scroll(-1)", "Back up"),
        key("back", "escape space i enter", "dismiss", "back", label="Esc"),
    ),
    "why": (
        key("down", "j down", "scroll(1)", "move", "Further down", label="j/k"),
        hidden("up", "k up", "scroll(-1)", "Back up"),
        key("close", "escape enter w", "dismiss", "close", label="Esc"),
    ),
    "form": (
        key("next", "tab", "app.focus_next", "next field", label="Tab"),
        hidden("previous", "shift+tab", "app.focus_previous", "The field before"),
        key("save", "ctrl+s", "save", "save", label="Ctrl+S"),
        key("cancel", "escape", "dismiss(None)", "cancel", label="Esc"),
    ),
    "choose": (
        hidden("down", "j down", "move(1)", "One row down"),
        hidden("up", "k up", "move(-1)", "One row up"),
        key("tick", "space x", "tick", "tick", "Tick or untick this row", label="space"),
        key("keep", "enter", "keep", "keep", "Keep what is ticked", label="Enter"),
        key("back", "escape", "dismiss(None)", "back", "Back, as it was", label="Esc"),
    ),
    "tell": (
        key("take", "enter", "take", "go on", "Go on with it", label="Enter"),
        *moving("scroll"),
        key("back", "escape", "dismiss(False)", "back", "Back, nothing is done", label="Esc"),
    ),
    "menu": (
        hidden("choose", DIGITS, "app.hint", "What stands beside that number"),
        hidden("leave", "escape full_stop", "leave", "Back, where that is offered"),
    ),
    "help": (
        *moving("scroll"),
        key("find", "slash", "find", "find a key", label="/"),
        key("close", "escape question_mark", "dismiss", "close", label="Esc"),
    ),
}
"""Screen → its commands, in the order of its footer. An id is `screen.verb`."""

ABOUT = {
    "today": "The next session, and the reason for everything that changed in it. Enter begins with a short check-in.",
    "history": "What you said and did: pain before and after, each exercise, a calendar, and every score to correct.",
    "library": "Every exercise: how it is done, what it asks of you, where you stand with it, and how it has felt.",
    "routines": "Every routine with its next session. Copies and new ones are your own: change them, share them.",
    "draft": "A routine of your own. The remarks are what a physiotherapist might say; you decide.",
    "settings": "How it looks, sounds and plans. Everything stands in one file that you may also write by hand.",
    "player": "A session. Everything can be done from the mat: with digits, a clicker, or a click anywhere to pause.",
}
"""What a screen is for, above its keys in help."""
