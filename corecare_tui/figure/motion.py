"""A figure in time: the posture at a moment of the loop, of a rep's phase, or on the way into a hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from corecare_tui.figure.declared import Figure, Move
from corecare_tui.figure.pose import Pose, ease
from corecare_tui.figure.resolving import Figures, pose
from corecare_tui.figure.skeleton import mix


@dataclass(frozen=True, eq=False)
class Motion:
    """One exercise's figure with its postures whole."""

    figure: Figure
    poses: dict[str, Pose]

    @property
    def start(self) -> Pose:
        """Getting ready."""
        return self.poses[self.figure.start]

    @cached_property
    def still(self) -> Pose:
        """The posture that stands for the exercise: `shown_at`, else where the longest move ends."""
        if self.figure.shown_at:
            return self.poses[self.figure.shown_at]
        longest = max(self.figure.loop, key=lambda move: move.s, default=None)
        return self.poses[longest.to] if longest else self.start

    @cached_property
    def own(self) -> tuple[Pose, ...]:
        """The postures of the move itself: its start, its loop, its still; not the mistakes."""
        names = dict.fromkeys((self.figure.start, *(move.to for move in self.figure.loop)))
        return (*(self.poses[name] for name in names), self.still)

    @cached_property
    def loop_ms(self) -> int:
        """Milliseconds of one rep as the file says."""
        return round(1000 * sum(move.s for move in self.figure.loop))

    def at(self, ms: int) -> Pose:
        """`ms` into reps that follow each other."""
        return self._phases(ms % self.loop_ms / 1000, self._last) if self.figure.loop else self.start

    def into(self, ms: int) -> Pose:
        """`ms` into a hold: the way there once, then still."""
        return self._phases(ms / 1000, self.start)

    def during(self, word: str, share: float, first: bool = False) -> Pose:
        """`share` (0–1) of the phase called `word`; the `first` rep begins at the start, the others where the last one ended."""
        moves = [index for index, move in enumerate(self.figure.loop) if move.during == word]
        if not moves:
            return self.start
        before = moves[0] - 1
        origin = self.poses[self.figure.loop[before].to] if before >= 0 else self.start if first else self._last
        own = tuple(self.figure.loop[index] for index in moves)
        return self._along(own, share * sum(move.s for move in own), origin)

    def reached(self, word: str) -> Pose:
        """The key pose that the phase called `word` ends in: what is shown where nothing may move."""
        own = [move for move in self.figure.loop if move.during == word]
        return self.poses[own[-1].to] if own else self.start

    def moves_in(self, word: str, rep: bool) -> bool:
        """Does the phase called `word` of a `rep` go from one pose to another? A loop without reps always does."""
        moves = self.figure.loop
        if not rep or word not in [move.during for move in moves]:
            return bool(moves)  # a way into a hold, or a set at one's own pace
        own = [index for index, move in enumerate(moves) if move.during == word]
        return any(moves[index].to != moves[index - 1].to for index in own) or (0 in own and moves[0].to != self.figure.start)

    @property
    def held(self) -> Pose:
        """The key pose that a loop without reps ends in."""
        return self._last

    @property
    def _last(self) -> Pose:
        return self.poses[self.figure.loop[-1].to] if self.figure.loop else self.start

    def _phases(self, seconds: float, origin: Pose) -> Pose:
        """The posture `seconds` into the loop, phase by phase; after its end the last one."""
        for _, group in groupby(self.figure.loop, key=lambda move: move.during or id(move)):
            moves = tuple(group)
            long = sum(move.s for move in moves)
            if seconds < long:
                return self._along(moves, seconds, origin)
            seconds -= long
            origin = self.poses[moves[-1].to]
        return origin

    def _along(self, moves: tuple[Move, ...], seconds: float, origin: Pose) -> Pose:
        """The posture `seconds` into one phase: it begins and ends slowly, and passes the poses between without a halt."""
        long = sum(move.s for move in moves)
        left = ease(min(1.0, seconds / long)) * long
        for move in moves:
            if left < move.s:
                return mix(origin, self.poses[move.to], left / move.s)
            left -= move.s
            origin = self.poses[move.to]
        return origin


def motion(figures: Figures, exercise: str) -> Motion:
    """The motion of an exercise that has a figure. Raises NoSuchPose for a figure that was never checked."""
    figure = figures[exercise]
    return Motion(figure, {each.name: pose(figures, exercise, each.name) for each in figure.poses})


class Motions:
    """The motions of a library, each made when it is first asked for: a session shows ten of fifty."""

    def __init__(self, figures: Mapping[str, Figure | None]) -> None:
        self._figures: Figures = {id: figure for id, figure in figures.items() if figure is not None}
        self._made: dict[str, Motion] = {}

    def __getitem__(self, exercise: str) -> Motion | None:
        """The motion of that exercise; None for one that is not drawn."""
        if exercise not in self._figures:
            return None
        if exercise not in self._made:
            self._made[exercise] = motion(self._figures, exercise)
        return self._made[exercise]
