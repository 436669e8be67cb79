"""The environment of the Makefile: a Python that does not fit is refused in words that say what to do."""

import os
import subprocess
import sys

import pytest

from ops.processes import ROOT

OLD = '#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit\necho "3 9"\n'
WITHOUT_VENV = f'#!/bin/sh\ncase "$2" in *ensurepip*) exit 1 ;; esac\nexec {sys.executable} "$@"\n'


@pytest.fixture
def make(tmp_path):
    def run(script):
        python = tmp_path / "python"
        python.write_text(script)
        python.chmod(0o755)
        environment = os.environ | {"PYTHON": str(python), "VENV": str(tmp_path / "environment")}
        return subprocess.run(
            ["sh", "ops/environment.sh", "run"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


def test_environment_old_python_is_refused_with_what_fits(make):
    ended = make(OLD)
    assert ended.returncode == 1
    assert "needs Python 3.11, 3.12 or 3.13; found: Python 3.9.2." in ended.stderr


def test_environment_python_that_does_not_run_is_refused(make):
    ended = make("#!/bin/sh\nexit 127\n")
    assert ended.returncode == 1
    assert "found: none." in ended.stderr


def test_environment_missing_venv_names_the_debian_package(make):
    ended = make(WITHOUT_VENV)
    assert ended.returncode == 1
    assert "apt install python3-venv" in ended.stderr
