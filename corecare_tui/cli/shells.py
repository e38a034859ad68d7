"""The scripts of `corecare completion`: each asks the program at Tab, and leaves files to its shell."""

from corecare_tui.cli.completing import FILES
from corecare_tui.cli.run import AT_TAB

_BASH = """\
# Completion of corecare for bash (3.2 or newer).
_corecare() {
    local program=${1/#\\~\\//$HOME/} typed=$2 word what
    COMPREPLY=()
    while IFS=: read -r word what; do
        if [[ $word == 'FILES' ]]; then
            compopt -o default 2>/dev/null || while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$typed")
        elif [[ $word == "$typed"* ]]; then
            COMPREPLY+=("$word")
        fi
    done < <("$program" AT_TAB "${COMP_WORDS[@]:1:COMP_CWORD-1}" "$typed" 2>/dev/null)
}
complete -F _corecare corecare
"""

_ZSH = """\
#compdef corecare
# Completion of corecare for zsh.
_corecare() {
    local program=${${(Q)words[1]}/#\\~\\//$HOME/} line none=1
    local -a offers files
    for line in "${(@f)$("$program" AT_TAB "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
        case $line in
            'FILES'*) files=(yes) ;;
            ?*) offers+=("${line%:}") ;;
        esac
    done
    (( $#offers )) && _describe -t words 'corecare' offers && none=0
    if (( $#files )); then
        compset -P '--*='
        _files && none=0
    fi
    return none
}
if [[ $funcstack[1] == _corecare ]]; then
    _corecare "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
    compdef _corecare corecare
fi
"""

_FISH = """\
# Completion of corecare for fish.
function __corecare_offers
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
    set -e words[1]
    for line in ($program AT_TAB $words "$typed" 2>/dev/null)
        if string match -q 'FILES*' -- $line
            set -l start (string match -r '^--[^=]+=' -- "$typed")
            for file in (__fish_complete_path (string replace -r '^--[^=]+=' '' -- "$typed"))
                echo -- "$start$file"
            end
        else
            string replace ':' \\t -- $line
        end
    end
end
complete -c corecare -f -k -a '(__corecare_offers)'
"""


def _filled(script: str) -> str:
    return script.replace("FILES", FILES).replace("AT_TAB", AT_TAB)


SCRIPTS = {"bash": _filled(_BASH), "zsh": _filled(_ZSH), "fish": _filled(_FISH)}
"""By the shell's name."""
