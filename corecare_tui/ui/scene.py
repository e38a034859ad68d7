"""What the player shows at one moment, as plain values: words, clock, cue, what comes next. No widget, no clock."""

from dataclasses import dataclass

from corecare_tui.domain.cueing import cue_at
from corecare_tui.domain.exercise import Cue, Exercise, Library
from corecare_tui.domain.plan import Kind, Plan, Step
from corecare_tui.domain.player import Player, State
from corecare_tui.domain.timetable import reps_in_set
from corecare_tui.figure.motion import Motions
from corecare_tui.ui.showing import Shown, getting_ready, training


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment of a session."""

    tone: str
    """ready | effort | rest | switch | paused: the colour class."""
    phase: str
    clock: str
    breath: str | None
    """INHALE, EXHALE or nothing; None where no reps are paced."""
    cue: str
    """Big."""
    say: str
    ahead: str
    """What comes next, in a line."""
    title: str
    dots: str
    """`●●◐○○`: exercises done, running, ahead."""
    left: str
    """`3/5   6:20 left`."""
    stage: str
    """The exercise's name, the next one's in a rest."""
    detail: tuple[str, ...]
    """Position, side, dose; the least needed first."""
    share: float
    """Done of the running step, 0.0–1.0."""
    figure: Shown | None
    """The body on the stage; None for an exercise that is not drawn."""


def scene(
    player: Player, plan: Plan, library: Library, motions: Motions, now: int, key_poses: bool = False, done: str = "SPACE"
) -> Scene | None:
    """The scene at `now` (ms); None before the start and after the end.

    With `key_poses` the figure jumps from pose to pose; `done` is how the key is called that pauses, goes on and ends a set.
    """
    step = player.step
    if step is None:
        return None
    exercise = library[plan.items[step.item].exercise]
    following = _following(player, step)
    shown = library[plan.items[following.item].exercise] if step.kind is Kind.REST and following else exercise
    cue = _cue(player, step, exercise, shown, following, now, done)
    return Scene(
        tone=_tone(player, step),
        phase=_phase(player, step, now),
        clock=_clock(player, plan, step, exercise, now),
        breath=BREATHS[step.breath] if step.move else None,
        cue=cue.big,
        say=cue.say,
        ahead=_ahead(player, plan, library, step),
        title=_title(plan, step, exercise),
        dots=_dots(plan, step),
        left=f"{step.item + 1}/{len(plan.items)}   {minutes(player.left_ms(now))} left",
        stage=shown.name,
        detail=_detail(plan, shown, following if step.kind is Kind.REST and following else step),
        share=_share(player, now),
        figure=_figure(player, motions, exercise, shown, step, following, now, key_poses),
    )


BREATHS = {"in": "INHALE", "out": "EXHALE", "": ""}


def minutes(ms: int) -> str:
    """m:ss, rounded up to the next second."""
    seconds = -(-ms // 1000)
    return f"{seconds // 60}:{seconds % 60:02}"


def _share(player: Player, now: int) -> float:
    """In whole seconds: the line moves when the clock does, and a hold is painted once a second."""
    remaining = player.remaining_ms(now)
    if remaining is None:
        return 0.0
    elapsed = player.elapsed_ms(now)
    whole = elapsed + remaining
    return elapsed // 1000 * 1000 / max(1, whole)


def _tone(player: Player, step: Step) -> str:
    if player.state in (State.PAUSED, State.AWAITING) and step.ms is not None:
        return "paused"
    return {Kind.READY: "ready", Kind.SWITCH: "switch", Kind.REST: "rest"}.get(step.kind, "effort")


def _phase(player: Player, step: Step, now: int) -> str:
    if player.state is State.PAUSED:
        return "PAUSED"
    if player.state is State.AWAITING and step.ms is not None:
        return "STOP"
    return "READY" if player.count_in(now) else step.phase


def _clock(player: Player, plan: Plan, step: Step, exercise: Exercise, now: int) -> str:
    count_in = player.count_in(now)
    if count_in:
        return str(count_in)
    if step.kind is Kind.REP:
        total = step.rep_no if step.ms is None else reps_in_set(exercise, plan.items[step.item].dose)
        return str(total) if step.ms is None else f"{step.rep_no - 1}/{total}"  # done: it counts when the voice does
    if over := player.over_ms(now):
        return f"+{over // 1000}"
    remaining = player.remaining_ms(now) or 0
    seconds = -(-remaining // 1000)
    return str(seconds) if seconds < 60 else minutes(remaining)


def _cue(player: Player, step: Step, exercise: Exercise, shown: Exercise, following: Step | None, now: int, key: str) -> Cue:
    if player.over_ms(now):
        return Cue(f"{key} = DONE", "Beyond the target: it goes on until you end it.", "core")
    if player.state is State.PAUSED:
        return Cue(f"{key} = RESUME", "An effort goes on after a 3-2-1.", "core")
    if step.kind is Kind.REP and step.ms is None:
        return Cue(f"{key} = DONE", cue_at(exercise, step, 0).say, "core")
    if step.kind is Kind.SWITCH:
        return Cue("RIGHT SIDE NOW", f"Turn over. {exercise.name}, the same on the right.", "core")
    if step.kind is Kind.REST:
        say = cue_at(shown, following, 0).say if following else "That was the last one."
        big = "NEXT SET" if following and following.item == step.item else _named(shown.name) if following else "LAST ONE DONE"
        return Cue(big, say, "core")
    return cue_at(exercise, step, player.elapsed_ms(now))


def _figure(
    player: Player,
    motions: Motions,
    exercise: Exercise,
    shown: Exercise,
    step: Step,
    following: Step | None,
    now: int,
    key_poses: bool,
) -> Shown | None:
    """In a rest the next exercise's start, on the side it begins with; else the running one, the cue's muscle glowing."""
    motion = motions[shown.id]
    if motion is None:
        return None
    if step.kind is Kind.REST:
        return getting_ready(motion, following.side if following else None)
    if step.kind is Kind.SWITCH:
        return getting_ready(motion, step.side)
    muscle = cue_at(exercise, step, player.elapsed_ms(now)).muscle
    if step.kind is Kind.READY:
        return getting_ready(motion, step.side, muscle)
    return training(motion, exercise, player, step, now, muscle, key_poses)


def _named(name: str) -> str:
    """NEXT and as much of a name as the big letters take."""
    short = name.split("(")[0].split(",")[0].upper().strip()
    return short if len(short) <= 15 else "NEXT EXERCISE"


def _following(player: Player, step: Step) -> Step | None:
    """The next step in which something is done."""
    return next((s for s in player.steps[player.at + 1 :] if s.kind is not Kind.REST), None)


def _ahead(player: Player, plan: Plan, library: Library, step: Step) -> str:
    parts: list[str] = []
    for later in player.steps[player.at + 1 :]:
        if later.kind is Kind.REST and not parts and step.kind is not Kind.REST:
            parts.append(f"rest {(later.ms or 0) // 1000} s")
        elif later.kind is Kind.SWITCH and step.effort:
            return "Next: change sides"
        elif later.kind is Kind.READY and step.kind is not Kind.READY:
            parts.append(_item_ahead(plan, library, later, step))
            break
    if step.kind is Kind.READY:
        return _dose(plan, library, step)
    return "Next: " + ", then ".join(parts) if parts else ""


def _item_ahead(plan: Plan, library: Library, later: Step, step: Step) -> str:
    if later.item == step.item:
        return f"set {later.set_no}"
    side = f" ({later.side})" if later.side else ""
    return library[plan.items[later.item].exercise].name + side


def _dose(plan: Plan, library: Library, step: Step) -> str:
    item = plan.items[step.item]
    exercise = library[item.exercise]
    if item.dose.reps is None:
        return f"{item.dose.hold_s} seconds" + (" on each side" if step.side else "")
    tempo = ", ".join(f"{p.word.lower()} {p.s or item.dose.hold_s or 0} s" for p in exercise.tempo if p.s or item.dose.hold_s)
    return f"{item.dose.reps} reps" + (" on each side" if step.side else "") + (f": {tempo}" if tempo else "")


def _title(plan: Plan, step: Step, exercise: Exercise) -> str:
    side = f"   {step.side} side" if step.side else ""
    if step.move:  # the tempo, the phase that runs in capitals
        tempo = " ▸ ".join(_phase_told(step, p.word, p.s or plan.items[step.item].dose.hold_s) for p in exercise.tempo)
        side = f"{side}   {tempo}"
    return f"{exercise.name}   set {step.set_no} of {plan.items[step.item].dose.sets}{side}"


def _phase_told(step: Step, word: str, seconds: int | None) -> str:
    return f"{word if word == step.phase else word.lower()} {seconds or 0}"


def _dots(plan: Plan, step: Step) -> str:
    return "●" * step.item + "◐" + "○" * (len(plan.items) - step.item - 1)


def _detail(plan: Plan, exercise: Exercise, step: Step) -> tuple[str, ...]:
    parts = [exercise.position.replace("_", " "), f"{step.side} side" if step.side else "", plan.items[step.item].dose.text]
    return tuple(part for part in parts if part)
