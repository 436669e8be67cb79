#!/bin/sh
# Makes the environment that the Makefile's commands run in: finds a Python, makes $VENV, installs the lock files.
# Usage: ops/environment.sh run|dev|bench     Does nothing when the lock files are those installed last.
# Reads PYTHON (which interpreter to use) and VENV (where; .venv when not set).
set -eu
group=${1:-run}
VENV=${VENV:-.venv}
OLDEST=11 NEWEST=13 # Python 3.x

say() { printf '%s\n' "$*" >&2; }

# The minor version of a Python 3 that fits, or failure. It is really run: a shim may exist and not work.
fitting_minor() {
    version=$("$1" -c 'import sys; print("%d %d" % sys.version_info[:2])' 2>/dev/null) || return 1
    major=${version% *} minor=${version#* }
    [ "$major" = 3 ] && [ "$minor" -ge $OLDEST ] && [ "$minor" -le $NEWEST ] && echo "$minor"
}

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 "$HOME"/.pyenv/versions/3.1[123].*/bin/python3}; do
        if fitting_minor "$candidate" >/dev/null; then
            echo "$candidate"
            return
        fi
    done
    say "Vakblad needs Python 3.11, 3.12 or 3.13; found: $("${PYTHON:-python3}" --version 2>/dev/null || echo none)."
    say "Install one of these (Debian: apt install python3 python3-venv) or name it: make run PYTHON=/path/to/python3.12"
    return 1
}

make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        say "This Python has no venv module. On Debian: apt install python3-venv"
        say "(for another Python than the system's: apt install python3.$(fitting_minor "$python")-venv)"
        return 1
    fi
    say "Making $VENV with $("$python" --version) ..."
    "$python" -m venv --clear "$VENV"
}

files=requirements.txt
[ "$group" = run ] || files="$files requirements-$group.txt"
stamp=$VENV/.installed-$group

if ! fitting_minor "$VENV/bin/python" >/dev/null; then
    make_venv
fi
cat $files | cmp -s - "$stamp" && exit 0

say "Installing the packages of $files ..."
options="--quiet --require-hashes"
for file in $files; do options="$options -r $file"; done
# uv installs the same lock in a tenth of the time; where it cannot be had, pip does the work.
if [ -x "$VENV/bin/uv" ] || "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r ops/uv.txt; then
    VIRTUAL_ENV=$PWD/$VENV
    case $VENV in /*) VIRTUAL_ENV=$VENV ;; esac
    export VIRTUAL_ENV
    "$VENV/bin/uv" pip install $options
else
    say "uv is not available; pip installs (about a minute) ..."
    "$VENV/bin/python" -m pip install --disable-pip-version-check $options
fi
cat $files > "$stamp"
