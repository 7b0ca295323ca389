"""The glossary: words of the game and of its subject in a sentence or two, from the pack.

Nothing here needs a game; a pack and the words of a language are enough.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.pack import Pack, Text
from game.texts.words import Words

from .sources import is_named, plain


@dataclass(frozen=True)
class Term:
    """A word and what it means; `also`: other words for it, "" where there are none."""

    id: str
    title: str
    text: str
    also: str


def terms(pack: Pack, words: Words) -> tuple[Term, ...]:
    """The whole glossary in the pack's order, which goes from money over the talks to the play.

    >>> len(terms(Pack.load("rules/japan-2026"), Words("en"))) > 30
    True
    """
    return tuple(term(pack, words, name) for name in pack.terms)


def term(pack: Pack, words: Words, name: str) -> Term:
    """One word by its id.

    :raises KeyError: for an id that the glossary does not have.
    """
    item = pack.terms[name].item
    also = item.also.get(words.lang) if item.also else ""
    title = item.title.get(words.lang)
    return Term(name, title, pack.say(item.text, words.lang), also if also != title else "")


def find(pack: Pack, words: Words, word: str) -> tuple[Term, ...]:
    """The words that are meant: one that is named exactly, in either language, stands alone; else all whose name holds
    the word, then those whose explanation does.

    >>> [t.title for t in find(Pack.load("rules/japan-2026"), Words("en"), "PB")]
    ['Primary balance']
    """
    wanted = plain(word.strip())
    if not wanted:
        return terms(pack, words)
    exact = [n for n, e in pack.terms.items() if wanted in (plain(n), *names(e.item.title), *names(e.item.also))]
    if exact:
        return tuple(term(pack, words, n) for n in exact)
    titled = [
        n
        for n, e in pack.terms.items()
        if is_named(word, n, e.item.title, *((e.item.also.ja, e.item.also.en) if e.item.also else ()))
    ]
    told = [n for n, e in pack.terms.items() if n not in titled and is_named(word, n, e.item.text)]
    return tuple(term(pack, words, n) for n in (*titled, *told))


def names(text: Text | None) -> list[str]:
    """Every name in a text of several, as it is searched.

    >>> names(Text(ja="長期金利、利回り", en="Yield, long rate"))
    ['長期金利', '利回り', 'yield', 'long rate']
    """
    if text is None:
        return []
    return [plain(part.strip()) for part in (*text.ja.split("、"), *text.en.split(", "))]
