"""What `make` and `make.bat` do, in one place for every system: python tools/tasks.py TASK [ARGUMENT ...]

Needs Python 3.11 with its standard library. Each task sets up what it needs in the folder .venv first and does so once
for each change of the requirements.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path

# requirements/NAME.txt <- the requirements/*.in that it holds
PLAY = ["runtime", "desktop", "report", "classroom"]
LOCKED = {
    "runtime": PLAY,
    "dev": [*PLAY, "dev", "adapters", "cluster", "columns"],
    "package": [*PLAY, "package"],
    "lock": ["lock"],
    "assets": ["assets"],
}
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
# import-linter has no `python -m` of its own; its script in .venv would not survive a move of the folder
LINT_IMPORTS = ("-c", "from importlinter.cli import lint_imports_command as check; check()", "--no-logo")


def python_of(folder: Path) -> str:
    """The interpreter of a virtual environment."""
    return str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def run(*arguments: str, folder: Path = VENV) -> None:
    """Show and run `python ARGUMENT ...` in the project's folder; end with its exit code where it fails."""
    print("+ python", *arguments, flush=True)
    code = subprocess.run([python_of(folder), *arguments], cwd=ROOT, check=False).returncode
    if code:
        sys.exit(code)


def install(requirements: str, folder: Path) -> None:
    """Install exactly the files that the hashes name; wheels only, so that no compiler is needed."""
    pip = "-m pip --disable-pip-version-check install --quiet --require-hashes --only-binary :all:".split()
    run(*pip, "-r", f"requirements/{requirements}.txt", folder=folder)


def works(python: str) -> bool:
    """Whether this interpreter starts: an interrupted set-up or a removed Python leaves one that does not."""
    try:
        return subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def digest(requirements: str) -> str:
    """What the virtual environment remembers of a requirements file that it holds."""
    return hashlib.sha256((ROOT / "requirements" / f"{requirements}.txt").read_bytes()).hexdigest()


def set_up(requirements: str) -> None:
    """Make .venv hold the packages of requirements/runtime.txt or dev.txt; dev.txt holds those of runtime.txt too."""
    installed = VENV / "installed"
    if not works(python_of(VENV)):
        print("準備をしています(初回のみ)。 / Setting up, this once.", flush=True)
        venv.create(VENV, clear=True, with_pip=True)
    if installed.exists() and installed.read_text(encoding="ascii") in {digest(requirements), digest("dev")}:
        return
    install(requirements, VENV)
    installed.write_text(digest(requirements), encoding="ascii")


def play(arguments: list[str]) -> None:
    """The game: in a window, or in the terminal where there is no screen, which it says itself."""
    set_up("runtime")
    signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is the game's to answer
    sys.exit(subprocess.run([python_of(VENV), "main.py", *arguments], cwd=ROOT, check=False).returncode)


def test(arguments: list[str]) -> None:
    """Every check, the quick ones first; pytest's closing line comes last."""
    set_up("dev")
    run("-m", "ruff", "check", ".")
    run("-m", "ruff", "format", "--check", ".")
    run("-m", "basedpyright", "--pythonpath", python_of(VENV))
    run(*LINT_IMPORTS)
    if not arguments:  # whoever asks for some tests only wants those
        run("main.py", "balance", "--quick", "--jobs", "2", "--lang", "en")
    # a file's tests stay together: they share packs and pictures that take long to make
    run("-m", "pytest", "-n", "auto", "--dist", "loadfile", *arguments)


def nightly(arguments: list[str]) -> None:
    """The long tests that `test` leaves out."""
    set_up("dev")
    run("-m", "pytest", "-m", "nightly", "-o", "faulthandler_timeout=3600", *arguments)


def format_code(arguments: list[str]) -> None:
    """Put the code into the form that `test` asks for."""
    set_up("dev")
    run("-m", "ruff", "check", "--fix", ".")
    run("-m", "ruff", "format", ".")


def lock(arguments: list[str]) -> None:
    """Write requirements/*.txt anew from *.in, for every system and Python version at once (--upgrade: newest)."""
    with tempfile.TemporaryDirectory() as folder:
        tools = Path(folder)
        venv.create(tools, with_pip=True)
        install("lock", tools)
        for name, sources in LOCKED.items():
            run(
                *("-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
                # one version of each package for all: games have to agree bit for bit
                *("--fork-strategy", "fewest", "--generate-hashes", "--strip-extras", "--no-emit-index-url"),
                *("--custom-compile-command", "make lock", "--output-file", f"requirements/{name}.txt"),
                *(f"requirements/{source}.in" for source in sources),
                *arguments,
                folder=tools,
            )


TASKS: dict[str, Callable[[list[str]], None]] = {
    "play": play,
    "test": test,
    "nightly": nightly,
    "format": format_code,
    "lock": lock,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TASKS:
        print("Tasks:", *(f"\n  {name:8} {task.__doc__}" for name, task in TASKS.items()))
        sys.exit(2)
    TASKS[sys.argv[1]](sys.argv[2:])
