"""What a rating that is too much does to a running session: a gentler partner, without it, the end; and lost form, and slips."""

import pytest
from kit import choose, done, play

from corecare_tui.coach import Coach
from corecare_tui.domain.player import State
from corecare_tui.domain.profile import Profile, Stance
from corecare_tui.domain.records import Outcome
from corecare_tui.domain.rules.during import S2


async def into_kicks(p):
    """Into the second exercise, one rep of its left side done; nothing of the first."""
    await p.start()
    await p.press("n", "n", "n", "n", "n", "n")
    await p.wait(5)
    assert p.reads("Donkey kick set 1 of 1 left side")


async def to_rating(p, *keys):
    """The rest after the first exercise, of which 3 s were done; then those keys."""
    await p.start()
    await p.press("n")
    await p.wait(3)
    while p.on == "SessionScreen":
        await p.press("n")
    await p.press(*keys)


def strict(tmp_path, act):
    """A session of a person who set the strict stance."""

    async def played(p):
        p.app.face.coach._save(Profile(screened=p.wall().date(), settings=Stance(strict=True)))
        await act(p)

    play(tmp_path, played)


def test_a_6_in_mid_set_offers_a_gentler_partner_by_name_and_dose(tmp_path):
    async def act(p):
        await into_kicks(p)
        await p.press("p", "6")
        clock = p.player.elapsed_ms(p.app.face.ticks())
        await p.wait(60)
        assert (p.player.state, p.player.elapsed_ms(p.app.face.ticks())) == (State.AWAITING, clock), "it stops at once"
        await p.press("1", "0", "0")
        assert p.reads("That was too much for today. We stop Donkey kick here.")
        assert p.reads("1 Hands-and-knees brace instead, 1 × 6, hold 5 s", "2 go on without it", "3 end here, all is kept")
        await p.press("1")
        assert p.reads("Hands-and-knees brace set 1 of 1", "3/7")
        assert (p.player.state, p.big("phase")) == (State.RUNNING, "READY")
        (_, hurt) = p.kept
        assert (hurt.exercise, hurt.pain, hurt.outcome) == ("donkey_kick", 6, Outcome.STOPPED)
        assert 0 < hurt.done < 0.5, "what was done of it is kept"
        await p.press("n")
        await p.wait(10)
        await p.press("n")
        assert p.on == "RatingScreen"
        await p.press("0", "1")
        swapped = p.kept[2]
        assert (swapped.exercise, swapped.slot, swapped.pain) == ("quadruped_brace", "donkey_kick", 0)
        assert p.kept[1] == hurt

    play(tmp_path, act)


@pytest.mark.parametrize(("row", "on"), [("go on without it", "SessionScreen"), ("end here", "SummaryScreen")])
def test_a_6_and_the_other_ways_keep_what_was_done_as_stopped(tmp_path, row, on):
    async def act(p):
        await into_kicks(p)
        await p.press("p", "6", "1", "0", "0")
        await choose(p, row)
        assert p.on == on
        hurt = p.kept[1]
        assert (hurt.outcome, hurt.pain) == (Outcome.STOPPED, 6)
        assert 0 < hurt.done < 0.5
        if on == "SessionScreen":
            assert p.big("phase") == "REST", "rated already, so not asked again"
            await p.wait(21)
            assert p.reads("Glute bridge")

    play(tmp_path, act)


def test_without_an_open_partner_none_is_offered(tmp_path, monkeypatch):
    monkeypatch.setattr(Coach, "partner", lambda *_: None)

    async def act(p):
        await to_rating(p, "6", "0", "0")
        assert p.reads("1 go on without it", "2 end here, all is kept")
        assert "instead" not in p.shown

    play(tmp_path, act)


def test_asking_for_a_partner_moves_no_rating(tmp_path):
    async def act(p):
        await to_rating(p, "0", "2", "n")
        await p.press("n")
        await p.wait(9)
        await p.press("n", "n", "n", "4", "0", "3")
        await p.press("b", "b", "n")
        await p.wait(5)
        await p.press("p", "6", "0", "0", "0")
        await choose(p, "go on without it")
        assert [(r.exercise, r.pain) for r in p.kept] == [("low_lunge", 6), ("donkey_kick", 4)]

    play(tmp_path, act)


def test_an_exercise_done_whole_is_not_called_stopped(tmp_path):
    async def act(p):
        await p.start()
        await p.wait(10 + 25 + 8 + 25)
        assert p.on == "RatingScreen"
        await p.press("6", "0", "0")
        await choose(p, "go on without it")
        assert (p.kept[0].done, p.kept[0].outcome) == (1.0, Outcome.DONE)

    play(tmp_path, act)


def test_a_slip_of_6_is_rated_again(tmp_path):
    async def act(p):
        await to_rating(p, "6", "0", "0")
        await choose(p, "that was a slip")
        assert p.on == "RatingScreen"
        assert p.kept[0].pain is None
        await p.press("2", "0", "2")
        assert (p.on, p.player.state) == ("SessionScreen", State.RUNNING)
        assert (p.kept[0].pain, p.kept[0].outcome) == (2, Outcome.PARTIAL)
        await p.press("n", "n")
        await p.wait(5)
        await p.press("p", "6", "0", "0", "0")
        assert p.reads("go on without it"), "the slip does not count as the first of two"

    play(tmp_path, act)


def test_the_second_stop_ends_the_strength_and_keeps_what_was_done(tmp_path):
    async def act(p):
        await to_rating(p, "6", "0", "0")
        await choose(p, "go on without it")
        await p.press("n")
        await p.wait(5)
        await p.press("p", "6", "0", "0", "0")
        assert p.reads("1 only the easy mobility that is left", "2 end here, all is kept")
        await p.press("1")
        assert p.reads("Cat-cow", "3/3")
        assert [r.outcome for r in p.kept] == [Outcome.STOPPED] * 2
        assert all(0 < r.done < 0.5 for r in p.kept)

    play(tmp_path, act)


def test_a_7_in_mid_set_ends_it_and_keeps_what_was_done(tmp_path):
    async def act(p):
        await into_kicks(p)
        await p.press("p", "7", "1", "0", "0")
        assert p.on == "SummaryScreen"
        assert (p.kept[1].outcome, p.kept[1].pain) == (Outcome.STOPPED, 7)
        assert p.kept[1].done > 0
        assert p.reads("7 out of 10", "stopped")
        assert "WELL DONE" not in p.shown

    play(tmp_path, act)


def test_down_the_leg_offers_no_swap(tmp_path):
    async def act(p):
        await into_kicks(p)
        await p.press("p", "2", "3", "0")
        assert p.reads("Pain that runs down a leg is a stop sign", "1 go on without it", "2 end here, all is kept")
        assert "instead" not in p.shown
        await p.press("1")
        assert (p.on, p.big("phase")) == ("SessionScreen", "REST")
        assert (p.kept[1].leg, p.kept[1].outcome) == (True, Outcome.STOPPED)

    play(tmp_path, act)


def test_strict_leaves_it_out_from_3_and_goes_on_by_itself(tmp_path):
    async def act(p):
        await into_kicks(p)
        await p.press("p", "3", "1", "0", "0")
        assert p.told[-1] == "Donkey kick is at 3: it is left out, and we go on."
        assert (p.on, p.player.state, p.big("phase")) == ("SessionScreen", State.RUNNING, "REST")
        assert (p.kept[1].pain, p.kept[1].outcome) == (3, Outcome.STOPPED)
        await p.wait(21)
        assert p.reads("Glute bridge")

    strict(tmp_path, act)


def test_strict_in_the_rest_lets_it_run_on(tmp_path):
    async def act(p):
        await to_rating(p, "3")
        assert (p.player.state, p.big("phase")) == (State.RUNNING, "REST")
        await p.press("1", "2")
        assert "Low-lunge hip-flexor stretch is at 3" in " ".join(p.told)
        assert p.on == "SessionScreen"
        await p.wait(21)
        assert p.reads("Donkey kick")

    strict(tmp_path, act)


# --- form ---------------------------------------------------------------------------------------


def test_d_ends_the_set_and_what_was_done_counts(tmp_path):
    async def act(p):
        await into_kicks(p)
        await p.press("d")
        assert p.big("phase") == "SWITCH", "the left side ends"
        assert p.told[-1] == S2.sentence
        assert (p.kept[1].effort, p.kept[1].form_held) == (4, False)
        await p.press("n")
        await p.wait(5)
        await p.press("d")
        assert p.on == "RatingScreen"
        assert 0 < p.kept[1].done < 0.5
        await p.press("2", "1")
        assert p.on == "SessionScreen", "how hard it was is known already"
        assert (p.kept[1].pain, p.kept[1].effort, p.kept[1].form_held) == (2, 4, False)

    play(tmp_path, act)


def test_d_outside_a_set_only_says_what_it_is_for(tmp_path):
    async def act(p):
        await p.start()
        await p.press("d")
        assert p.told == ["d ends a set in which form breaks down."]
        assert (p.big("phase"), p.kept) == ("READY", ())

    play(tmp_path, act)


# --- slips --------------------------------------------------------------------------------------


def test_u_in_the_rest_takes_the_rating_back(tmp_path):
    async def act(p):
        await to_rating(p, "5", "1", "3")
        assert p.told[-1] == "u rates it again."
        await p.press("u")
        assert p.on == "RatingScreen"
        assert (p.kept[0].pain, p.kept[0].place, p.kept[0].effort, p.kept[0].form_held) == (None, None, None, None)
        assert p.kept[0].done > 0
        await p.press("1", "2", "1")
        assert (p.kept[0].pain, p.kept[0].place, p.kept[0].effort) == (1, "buttock_hip", 1)
        await p.wait(21)
        assert p.reads("Donkey kick")

    play(tmp_path, act)


def test_u_keeps_what_pain_said_in_mid_set(tmp_path):
    async def act(p):
        await into_kicks(p)
        await p.press("p", "2", "0", "0", "0")
        await choose(p, "go on with this set")
        await p.wait(4)
        await p.press("n", "n")
        await p.wait(4)
        await p.press("n", "5", "0", "2", "u")
        assert (p.kept[1].pain, p.kept[1].effort) == (2, None)

    play(tmp_path, act)


def test_u_with_nothing_done_says_so(tmp_path):
    async def act(p):
        await p.start()
        await p.press("u")
        assert p.told[-1:] == ["There is nothing to take back."]
        assert p.player.state is State.RUNNING

    play(tmp_path, act)


def test_u_after_the_number_asks_for_it_anew(tmp_path):
    async def act(p):
        await to_rating(p, "7", "1")
        assert p.player.state is State.AWAITING
        await p.press("u")
        assert (p.big("question"), p.kept[0].pain) == ("PAIN 0-10 ?", None)
        assert p.screen.query_one("PainScale").score is None
        assert p.screen.query_one("PainScale").display
        await p.press("2", "0", "2")
        assert p.on == "SessionScreen", "a slip of 7 ends nothing"
        assert (p.player.state, p.kept[0].pain, p.kept[0].place) == (State.RUNNING, 2, None)

    play(tmp_path, act)


def test_u_in_the_summary_leaves_the_rating_that_stood(tmp_path):
    async def act(p):
        await to_rating(p, "3", "1", "2", "s", "2")
        await p.press("r", "8", "u", "escape")
        assert (p.kept[0].pain, p.kept[0].place) == (3, "low_back")

    play(tmp_path, act, sessions=(done(3, 2, "low_lunge"),))
