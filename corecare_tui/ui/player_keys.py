"""The keys of the player: one line a command, from which footer, help and bindings come."""

from textual.binding import Binding

KEYS = [
    Binding("space,full_stop,enter", "toggle_pause", "pause", key_display="space", id="player.pause"),
    Binding("n,right,pagedown", "skip_step", "next", id="player.next"),
    Binding("b,left,pageup", "go_back", "back", id="player.back"),
    Binding("e", "ease_exercise", "ease", id="player.ease"),
    Binding("p,asterisk", "report_pain", "PAIN", key_display="p", id="player.pain"),
    Binding("s,escape,q,f5,slash", "open_stop_menu", "stop", key_display="s", id="player.stop"),
    Binding("u", "take_back", "undo", id="player.undo"),
    Binding("d", "lose_form", "form", id="player.form"),
    Binding("plus,equals_sign", "extend_step(1)", "5s", key_display="±", id="player.more_time"),
    Binding("minus", "extend_step(-1)", "5 s less", show=False, id="player.less_time"),
    Binding("m", "toggle_mute", "mute", id="player.mute"),
    Binding("i", "show_how_to", "how", id="player.how_to"),
    Binding("f", "draw_figure", "figure", show=False, id="player.figure"),
    Binding("r", "repeat_cue", "cue", id="player.repeat"),
    Binding("o", "show_steps", "steps", id="player.steps"),
    Binding("c", "count_myself", "I count", id="player.own_pace"),
    Binding("v", "say_more", "voice", id="player.voice"),
    Binding("z", "only_clock", "clock only", id="player.clock"),
    Binding("ctrl+z", "app.suspend_process", "to the shell; fg comes back", show=False, id="player.suspend"),
    Binding("question_mark", "help", "help", key_display="?", id="player.help"),
]
