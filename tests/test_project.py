"""The project's own promises: one version, README's commands, locked requirements, no address of any machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import game
import main

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"

# Git-ignored folders: they hold what other programs write.
IGNORED = {".git", ".venv", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache"}
IGNORED |= {"build", "dist", ".idea", ".vscode"}


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def tree() -> list[Path]:
    """The files that belong to the project, as git would list them, also where there is no git."""
    found: list[Path] = []
    for folder, folders, names in os.walk(ROOT):
        here = Path(folder)
        folders[:] = [name for name in folders if name not in IGNORED and not name.endswith(".egg-info")]
        if here == ROOT / "saves":
            names = [name for name in names if name in {"README.md", ".gitignore"}]
        found += [here / name for name in names if not name.endswith(".pyc")]
    return found


def packages(name: str, ending: str) -> dict[str, str]:
    """Package name -> the rest of its line, of requirements/<name><ending>."""
    lines = (REQUIREMENTS / (name + ending)).read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([a-z0-9][a-z0-9._-]*)(.*)", line) for line in lines)
    return {line[1]: line[2].rstrip(" \\") for line in found if line}


def test_the_version_stands_in_one_place():
    project = tomllib.loads(text("pyproject.toml"))
    assert "version" in project["project"]["dynamic"]
    assert "version" not in project["project"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "game.__version__"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", game.__version__)
    newest = re.search(r"^## (\S+)", text("docs/changelog.md"), re.MULTILINE)
    assert newest, "docs/changelog.md has no version"
    assert newest[1] == game.__version__


def test_readme_names_the_two_commands_for_both_systems():
    readme = text("README.md")
    for task in ("play", "test"):
        assert f"`make {task}`" in readme
        assert f"`make.bat {task}`" in readme


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", ".ci/run", "main.py"])
def test_every_make_command_that_is_named_exists(page: str):
    targets = re.findall(r"^\.PHONY: (.*)$", text("Makefile"), re.MULTILINE)[0].split()
    shown = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "tasks.py")], capture_output=True, encoding="utf-8", check=False
    )
    assert shown.returncode == 2
    tasks = re.findall(r"^ {2}([a-z]+)", shown.stdout, re.MULTILINE)
    assert targets == tasks
    named = re.findall(r"(?:`|^)make(?:\.bat)? ([a-z]+)", text(page), re.MULTILINE)
    assert named
    assert set(named) <= set(targets)


def test_make_bat_runs_the_same_tasks():
    batch = (ROOT / "make.bat").read_bytes()
    assert b"tools\\tasks.py %*" in batch
    assert batch.count(b"\n") == batch.count(b"\r\n"), "cmd needs CRLF line ends"


def test_ci_runs_readmes_test_command_and_can_be_run():
    assert text(".ci/run").rstrip().endswith("\nmake test")
    if os.name == "posix":
        assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize(
    ("name", "sources"),
    [
        ("runtime", ["runtime", "desktop"]),
        ("dev", ["runtime", "desktop", "dev", "adapters", "cluster", "columns"]),
        ("lock", ["lock"]),
        ("assets", ["assets"]),
    ],
)
def test_requirements_are_locked_with_hashes(name: str, sources: list[str]):
    locked = packages(name, ".txt")
    assert all(rest.startswith("==") for rest in locked.values())
    for source in sources:
        wanted = packages(source, ".in")
        assert wanted
        assert set(wanted) <= set(locked)
    for block in re.split(r"\n(?=[a-z0-9])", (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8"))[1:]:
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_checks_run_with_the_versions_that_players_get():
    assert packages("runtime", ".txt").items() <= packages("dev", ".txt").items()


def test_main_knows_what_it_needs():
    assert sorted(main.NEEDED) == sorted(packages("runtime", ".in"))


def test_main_says_in_both_languages_what_is_missing():
    without_packages = [sys.executable, "-S", "-X", "utf8", str(ROOT / "main.py")]
    answer = subprocess.run(without_packages, capture_output=True, encoding="utf-8", check=False)
    assert answer.returncode == 2
    assert "必要なパッケージがありません(numpy, platformdirs, pydantic, rich)" in answer.stderr
    assert "Packages are missing" in answer.stderr


def test_the_sentences_of_main_name_the_way_out():
    assert "make play" in main.problem((3, 12), ["numpy"])
    old = main.problem((3, 10), [])
    assert "Python 3.11 以上" in old
    assert "this one is 3.10" in old
    assert main.problem((3, 11), []) == ""


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "saves/README.md", "assets/README.md"])
def test_links_between_pages_lead_somewhere(page: str):
    here = (ROOT / page).parent
    links = re.findall(r"(?<!!)\[[^\]]*\]\(([^)#:]+)\)", text(page))
    assert [link for link in links if not (here / link).exists()] == []


def test_no_file_names_a_registry_or_a_path_of_a_machine():
    # Written in two halves, so that this file may be searched too.
    hosts = "|".join(["py" + "pi", "files.python" + "hosted", "npm" + "js"])
    paths = r"(?<![A-Za-z0-9_.-])/(?:" + "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me"]) + ")/"
    address = re.compile(f"{hosts}|{paths}".encode())
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.decode(errors='replace').strip()[:100]}"
        for path in tree()
        for number, line in enumerate(path.read_bytes().splitlines(), 1)
        if address.search(line)
    ]
    assert found == []
