"""The argument parser in the language of the person: argparse's own words, replaced by ours."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from game.texts.words import Words

from .common import WRONG_USE

# What argparse says, and the key of what we say instead. Another version's words come through as they are.
ERRORS = (
    (r"the following arguments are required: (?P<names>.*)", "required"),
    (r"unrecognized arguments: (?P<names>.*)", "unknown"),
    (r"argument (?P<name>.*?): invalid choice: '?(?P<value>.*?)'? \(choose from (?P<choices>.*)\)", "choice"),
    (r"argument (?P<name>.*?): (?P<value>\S+): at least (?P<least>\S+)", "least"),
    (r"argument (?P<name>.*?): expected .*", "expected"),
    (r"argument (?P<name>.*?): invalid .*? value: '(?P<value>.*)'", "value"),
)


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that speaks one language and ends with 2 for wrong use."""

    def __init__(self, *, words: Words, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self.words = words
        self._positionals.title, self._optionals.title = words("cli.arguments"), words("cli.options")
        self.add_argument("-h", "--help", action="help", help=words("cli.help"))

    def format_usage(self) -> str:
        """The usage line."""
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups, self.words("cli.usage"))
        return formatter.format_help()

    def format_help(self) -> str:
        """The whole help."""
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups, self.words("cli.usage"))
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def error(self, message: str) -> NoReturn:
        """Says what is wrong, with the usage, and ends the program."""
        for pattern, key in ERRORS:
            m = re.fullmatch(pattern, message, re.DOTALL)
            if m is not None:
                message = self.words(f"cli.{key}", **m.groupdict())
                break
        self.exit(WRONG_USE, f"{self.format_usage()}{self.prog}: {message}\n")


def asked_language(given: Sequence[str]) -> tuple[str | None, list[str]]:
    """The language that is asked for, wherever `--lang` stands, and the other arguments.

    >>> asked_language(["--lang", "ja", "bench"]), asked_language(["bench", "--lang=en", "--json"])
    (('ja', ['bench']), ('en', ['bench', '--json']))
    """
    rest: list[str] = []
    found: str | None = None
    words = iter(given)
    for word in words:
        if word == "--lang":
            found = next(words, "")
        elif word.startswith("--lang="):
            found = word.removeprefix("--lang=")
        else:
            rest.append(word)
    return found, rest
