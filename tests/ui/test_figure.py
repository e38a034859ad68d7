"""The figure on the stage: it moves by the player's clock, stands with it, shows what comes next, and is painted sparingly."""

import os
from dataclasses import replace
from unittest import mock

import pytest
from rich.color import ColorType
from textual.geometry import Region

from corecare_tui.domain.plan import Kind, Step
from corecare_tui.domain.player import Player
from corecare_tui.domain.settings import Settings
from corecare_tui.domain.signals import Start, Tick
from corecare_tui.figure.canvas import Ink
from corecare_tui.figure.glyphs import Mode
from corecare_tui.figure.palette import PALETTES, Look
from corecare_tui.ui.showing import FRAME_MS, next_frame_ms, training
from corecare_tui.ui.widgets.figure import Figure
from tests.ui.kit import SET_UP, Hands, advance, play, text

BRIDGE = {"routine": "warm_up"}


async def into_bridge(p: Hands) -> None:
    """From the check-in to the third exercise of the warm-up, the glute bridge, running."""
    await p.press("0", "enter")
    for _ in range(40):
        if "Glute bridge" in p.rows[0]:
            break
        await p.press("n")
        if p.on == "RatingScreen":
            await p.press("escape")
    await p.until("UP")


def stage(p: Hands) -> Figure:
    return p.session.query_one("#stage", Figure)


def test_the_figure_moves_with_the_phase_and_holds_still_in_the_hold(tmp_path):
    async def act(p):
        await into_bridge(p)
        motion = stage(p).shown.motion
        await p.wait(1)
        between = stage(p).shown.pose
        assert between not in motion.poses.values(), "half-way up it is in neither key pose"
        await p.until("HOLD")
        await p.wait(0.5)
        assert stage(p).shown.pose == motion.poses["up"]
        held = stage(p).shown
        await p.wait(1)
        assert stage(p).shown == held

    play(tmp_path, act, **BRIDGE)


def test_pause_freezes_it_and_it_goes_on_from_there(tmp_path):
    async def act(p):
        await into_bridge(p)
        await p.wait(0.9)
        await p.press("space")
        frozen = stage(p).shown.pose
        await p.wait(20)
        assert stage(p).shown.pose == frozen
        await p.press("space")
        await p.wait(2.9)
        assert stage(p).shown.pose == frozen, "3-2-1 is counted first"
        await p.wait(0.5)
        assert stage(p).shown.pose != frozen

    play(tmp_path, act, **BRIDGE)


def test_ready_shows_the_start_and_rest_shows_what_comes_next(tmp_path):
    async def act(p):
        await p.press("0", "enter")
        motions = p.app.face.motions
        assert stage(p).shown.pose == motions["low_lunge"].start
        await p.until("REST", most=120)
        if p.on == "RatingScreen":
            await p.press("escape")
        assert stage(p).shown.motion is motions["donkey_kick"]
        assert stage(p).shown.pose == motions["donkey_kick"].start
        assert stage(p).shown.muscles == (), "nothing works in a rest"

    play(tmp_path, act, **BRIDGE)


def test_after_the_switch_it_faces_the_other_way(tmp_path):
    async def act(p):
        await p.press("0", "enter")
        await p.until("HOLD")
        assert stage(p).shown.mirrored, "the near limbs of a body that faces right are its right ones"
        await p.until("SWITCH")
        assert not stage(p).shown.mirrored
        await p.until("HOLD")
        assert not stage(p).shown.mirrored

    play(tmp_path, act, **BRIDGE)


def test_the_muscle_that_the_cue_names_glows(tmp_path):
    async def act(p):
        await into_bridge(p)
        library = p.app.face.coach.library["glute_bridge"]
        await p.until("HOLD")
        said = p.big("cue")
        assert stage(p).shown.muscles == (next(cue.muscle for cue in library.cues if cue.big == said),)

    play(tmp_path, act, **BRIDGE)


def test_only_the_cells_that_differ_are_painted(tmp_path):
    async def act(p):
        await into_bridge(p)
        figure, painted = stage(p), []
        figure.refresh = lambda *regions, **_: painted.append(regions)
        await advance(p.pilot, 1)
        assert painted
        assert all(isinstance(region, Region) and region.height == 1 for regions in painted for region in regions)
        assert max(sum(region.width for region in regions) for regions in painted) < figure.size.area / 3
        await p.until("HOLD")
        await p.wait(0.5)
        painted.clear()
        await p.wait(1.5)
        assert painted == [], "in a hold nothing is painted"

    play(tmp_path, act, **BRIDGE)


def test_a_second_rep_draws_nothing_anew(tmp_path):
    async def act(p):
        await into_bridge(p)
        await p.wait(3 * 7)
        drawn = len(stage(p)._frames)
        await p.wait(2 * 7)
        assert len(stage(p)._frames) <= drawn + 2, "another cue may let another muscle glow"

    play(tmp_path, act, **BRIDGE)


@pytest.mark.parametrize("said", ["on", "auto"])
def test_with_reduced_motion_it_jumps_from_key_pose_to_key_pose(tmp_path, monkeypatch, said):
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none" if said == "auto" else "full")

    async def act(p):
        await into_bridge(p)
        seen = set()
        for _ in range(70):
            await p.wait(0.1)
            seen.add(stage(p).shown.pose)
        motion = stage(p).shown.motion
        assert seen == {motion.poses["up"], motion.poses["down"]}

    play(tmp_path, act, **BRIDGE | {"settings": replace(SET_UP, reduced_motion=said)})


@pytest.mark.parametrize(("said", "level"), [("on", "none"), ("off", "full"), ("auto", "basic")])
def test_reduced_motion_can_be_changed_while_it_runs(tmp_path, monkeypatch, said, level):
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "basic")

    async def act(p):
        assert p.app.animation_level == "basic"
        for other in ("on", "off", "auto", said):
            p.app.reduce_motion(other)
        assert p.app.animation_level == level

    play(tmp_path, act)


def test_f_draws_it_in_every_way_and_not_at_all(tmp_path):
    async def act(p):
        await into_bridge(p)
        await p.press("space")
        looks = {}
        for _ in range(4):
            looks[p.app.figure_mode] = "\n".join(row[:48] for row in p.rows[1:17])
            await p.press("f")
        assert set(looks) == {Mode.SMOOTH, Mode.HALF, Mode.ASCII, None}
        assert len(set(looks.values())) == 4
        assert looks[Mode.ASCII].isascii() and "@" in looks[Mode.ASCII]
        assert "█" in looks[None] or "▀" in looks[None], "its name in big letters"
        assert p.app.figure_mode is Mode.SMOOTH

    play(tmp_path, act, **BRIDGE)


def test_in_ascii_every_cell_of_every_screen_is_ascii(tmp_path):
    async def act(p):
        p.app.draw_figures("ascii")
        for key in ("2", "3", "4", "5", "1"):
            await p.press(key)
            assert "".join(p.rows).isascii(), key
            assert "?" not in "".join(p.rows[:-1]), "a sign that the table does not know"
        await p.press("enter", "0", "enter")
        await p.wait(12)
        assert "".join(p.rows).isascii()
        assert "#" in "".join(p.rows)

    play(tmp_path, act)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (56, 16)])
def test_there_is_a_body_at_every_size_that_has_room(tmp_path, size):
    async def act(p):
        await into_bridge(p)
        assert stage(p).drawable
        drawn = "".join(stage(p).render_line(y).text for y in range(stage(p).size.height - 1))
        assert len(set(drawn) & set("▁▂▃▅▆▇▘▝▖▗▙▛▜▟")) > 5, "glyphs that the big letters do not use"

    play(tmp_path, act, size=size, **BRIDGE)


def test_where_there_is_no_room_the_clock_goes_on_without(tmp_path):
    async def act(p):
        await p.press("0", "enter")
        await p.resize(40, 12)
        await p.pilot.pause(0.1)  # the parts of a screen learn their size after it
        await p.wait(1)
        assert p.big("phase") == "READY"
        assert not stage(p).display or not stage(p).drawable

    play(tmp_path, act, **BRIDGE)


def test_colours_go_out_as_numbers_that_every_terminal_knows(tmp_path):
    async def act(p):
        await into_bridge(p)
        colours = {
            colour.type
            for y in range(stage(p).size.height)
            for segment in stage(p).render_line(y)
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None
        }
        assert colours == {ColorType.EIGHT_BIT}

    play(tmp_path, act, **BRIDGE)


def test_without_colour_the_muscle_is_white_and_nothing_else_is(tmp_path):
    async def act(p):
        await into_bridge(p)
        palette = stage(p).palette
        assert palette == PALETTES[Look.GREY]
        assert [ink for ink, colour in palette.items() if colour == "#ffffff"] == [Ink.MUSCLE]

    with mock.patch.dict(os.environ, {"NO_COLOR": "1"}):
        play(tmp_path, act, **BRIDGE)


def test_a_theme_repaints_the_body_in_its_own_colours(tmp_path):
    async def act(p):
        await into_bridge(p)
        await p.press("space")
        looks = []
        for theme in ("dark", "light", "contrast"):
            p.app.dress(theme)
            await p.pilot.pause()
            looks.append({segment.style.bgcolor.name for y in range(10, 15) for segment in stage(p).render_line(y)})
            assert stage(p).palette[Ink.NONE] in looks[-1]
        assert looks[0] != looks[1] != looks[2]

    play(tmp_path, act, **BRIDGE)


def test_in_a_set_the_body_is_never_judged(tmp_path):
    async def act(p):
        await into_bridge(p)
        assert stage(p).palette == PALETTES[Look.DARK]

    play(tmp_path, act, **BRIDGE)


@pytest.mark.parametrize("figure", ["smooth", "ascii"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20), (56, 16), (50, 15), (44, 12)])
def test_phase_and_clock_stand_whole_at_every_size(tmp_path, size, figure):
    async def act(p):
        await p.press("0", "enter")
        await p.wait(1)
        middle = p.screen.query_one("#middle").region
        for id in ("#phase", "#clock"):
            region = p.screen.query_one(id).region
            assert region.height > 0 and region.bottom <= middle.bottom, (id, region, middle)

    play(tmp_path, act, size=size, settings=Settings(figure=figure), **BRIDGE)


def test_left_reps_move_the_far_limb_and_its_muscle_glows(tmp_path):
    async def act(p):
        await p.press("4")
        coach = p.app.face.coach
        exercise = coach.library["bridge_march"]
        step = Step(Kind.REP, 0, 2000, 1, 1, "left", "LIFT")
        player = Player((Step(Kind.READY, 0, 1000, 1), step))
        player.handle(Start(), 0)
        for now in (500, 1000, 2000):
            player.handle(Tick(), now)
        motion = p.app.face.motions["bridge_march"]
        left = training(motion, exercise, player, step, 2900, "hamstrings", False)
        right = training(motion, exercise, player, replace(step, side="right"), 2900, "hamstrings", False)
        assert left.pose == right.pose.other_side()
        assert (left.far_works, right.far_works) == (True, False)
        assert not left.mirrored and not right.mirrored

    play(tmp_path, act)


def test_nothing_wakes_for_a_posture_that_does_not_move(tmp_path):
    async def act(p):
        await into_bridge(p)
        shown, player = stage(p).shown, p.player

        def frame():
            return next_frame_ms(stage(p).shown, player, player.step, p.app.face.ticks())

        assert 0 < frame() <= FRAME_MS
        await p.press("space")
        assert frame() is None, "paused"
        await p.press("space")
        assert frame() is None, "3-2-1"
        await p.wait(3.1)
        assert frame()
        await p.until("HOLD")
        assert frame() is None, "a hold"
        assert shown is not None

    play(tmp_path, act, **BRIDGE)


def test_an_exercise_that_is_not_drawn_shows_its_name(tmp_path):
    async def act(p):
        p.app.face.motions._figures.pop("low_lunge", None)
        await p.press("0", "enter")
        assert stage(p).shown is None
        assert any("▀" in row[:48] for row in p.rows[2:12])
        assert "half kneeling" in "\n".join(text(p.app))

    play(tmp_path, act, **BRIDGE)
