"""Negotiations: one `[negotiation.x]` with its agendas and contributions becomes ordinary tables.

The engine knows nothing of bargaining. This module writes the sets, tracks, lets, phases, options and rules
that `negotiation_template` describes into the raw tables of a pack, before `each` is expanded, and puts the
sub-phases where the negotiation stands in the schedule. Its own tables stay where they are, for screens.

>>> tables = {"negotiation": {"talks": {"asks": "north", "answers": "north"}}, "seat": {"north": {}}}
>>> for wrong in expand_negotiations(tables):
...     print(f"[{wrong.kind}.{wrong.id}] {wrong.key}: {wrong.what.words.en}")
[negotiation.talks] answers: a seat cannot negotiate with itself
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from string import Template
from typing import Any, cast

from . import negotiation_rounds as rounds
from . import negotiation_template as template
from .bargaining import Contribution
from .base import Effect, Text
from .negotiation_terms import (
    Table,
    Tables,
    Talks,
    Wrong,
    check,
    check_home,
    check_seats,
    number_text,
    read,
    rung_effects,
)


def expand_negotiations(tables: Tables) -> list[Wrong]:
    """Writes what a negotiation means into `tables` (kind -> id -> table, as read from TOML), in place.

    Returns what is wrong; where anything is, or where there is no negotiation, the tables are left alone.
    A table of the pack with the id of a generated one keeps its own keys and takes the others.
    """
    found = tables.get("negotiation", {})
    problems = check_home(tables)
    if problems or not found:
        return problems
    name, raw = next(iter(found.items()))
    problems += check_seats(tables, name, raw)
    if problems:
        return problems
    talks = read(tables, name, raw, problems)
    if talks is None:
        return problems
    problems += check(talks, tables)
    if not problems:
        _Writer(tables, talks).write()
    return problems


# --- writing the tables ------------------------------------------------------------------------------------


class _Writer:
    """Fills the template in and puts the result into the raw tables."""

    def __init__(self, tables: Tables, talks: Talks) -> None:
        self.tables, self.t = tables, talks
        self.whole: dict[str, Any] = {}
        self.words: dict[str, dict[str, str]] = {}

    def write(self) -> None:
        t, n = self.t, self.t.terms
        self.names()
        self.sets()
        self.template(template.TABLE)
        self.template(rounds.ROUND)
        if n.link:
            self.template(rounds.LINK)
        self.template(rounds.CLEAR)
        self.template(template.VOTE)
        for i, outcome in enumerate(n.outcomes, 1):
            self.rule(f"outcome_{outcome.id}", "result", f"outcome == {i}", outcome.title, _raw(outcome.effects))
        self.gambits()
        if n.ratification is not None:
            self.template(template.PARLIAMENT)
            self.put("let", "vote_now", {"value": n.ratification.vote})
            self.tables["rule"][f"{t.id}_cut"]["effects"] += _raw(n.ratification.cut)
        for name, a in t.agendas.items():
            when = f"{t.id}_deal > 0.5 and marker[{name}] != agreed[{name}]"
            self.rule(f"rungs_{name}", "apply", when, a.title, rung_effects(name, a))
        back = Text(ja="合意の蒸し返し", en="An agreement is taken back")
        self.rule("taken_back", "apply", f"{t.id}_deal > 0.5 and reopened > 0", back, _raw(n.agreed))
        self.contributions()
        self.template(template.CLOSE)
        self.schedule()

    # names and numbers that the template asks for

    def names(self) -> None:
        t, n = self.t, self.t.terms
        seats = list(self.tables["seat"])
        scouted, over = "flag('headline_known')", "outcome > 0"
        weights = [a.weight for a in t.agendas.values()]
        outcome = "0"
        for i in range(len(n.outcomes), 0, -1):
            outcome = f"{i} if ({number_text(n.outcomes[i - 1].when)}) else ({outcome})"
        parliament = n.ratification
        self.whole = {
            "$asks": n.asks,
            "$answers": n.answers,
            "$top": n.top,
            "$last": len(t.agendas) - 1,
            "$rounds": n.rounds,
            "$slots": n.contributions,
            "$outcomes": len(n.outcomes),
            "$places": list(range(len(t.agendas))),
            "$weights": weights if sum(weights) else [1] * len(weights),
            "$not_asks": [s for s in seats if s != n.asks],
            "$not_answers": [s for s in seats if s != n.answers],
            "$seen_headline": {s: f"{scouted} or {over}" if s == n.answers else over for s in seats if s != n.asks},
            "$seen_next": {n.answers: scouted},
            "$need": n.need,
            "$satisfaction": n.satisfaction or "position_worth + contribution_worth + headline_worth",
            "$need_guess": sum(weights) / 2,
            "$outcome": outcome,
            "$card_when": f"{t.id}_agenda >= 0" + (f" or {t.id}_gain >= 0" if n.link else ""),
            "$bar": parliament.bar if parliament else 0,
            "$ratify": _raw_text(parliament.title) if parliament else {},
        }
        numbers = {"top": n.top, "link": n.link, "headline_bonus": n.headline_bonus, "slots": n.contributions}
        formula = {k: f"{v:g}" for k, v in numbers.items()}
        places = list(t.agendas)
        known = {side: getattr(n.speciality, side) for side in ("asks", "answers")}
        for side, agenda in known.items():
            extra = f" + (1 if {t.id}_agenda == {places.index(agenda)} else 0)" if agenda else ""
            formula[f"{side}_extra"] = extra
        self.words = {"": formula}
        home = Text(ja="署名のあとに国内の批准があります。", en="It then has to be ratified at home.")
        for lang in ("ja", "en"):
            seat = {k: self.title_of(getattr(n, k), lang) for k in ("asks", "answers")}
            more = {"title": n.title.get(lang), "home": home.get(lang) if parliament else ""}
            best = {f"{side}_best": self.best(agenda, lang) for side, agenda in known.items()}
            self.words[lang] = {**formula, **seat, **best, **more}

    def best(self, agenda: str, lang: str) -> str:
        """The sentence that a card's text ends with where its side has a speciality."""
        if not agenda:
            return ""
        title = self.t.agendas[agenda].title.get(lang)
        if lang == "ja":
            return f"得意の「{title}」では1つ多く数えます。"
        return f" On its speciality, {title}, it counts one more."

    def title_of(self, seat: str, lang: str) -> str:
        title: Any = self.tables["seat"][seat].get("title")
        return str(cast(Table, title).get(lang, seat)) if isinstance(title, dict) else seat

    def fill(self, x: Any, lang: str = "") -> Any:
        """A piece of the template with every name replaced, deeply."""
        if isinstance(x, dict):
            table = cast(Table, x)
            return {self.own(k): self.fill(v, k if k in ("ja", "en") else lang) for k, v in table.items()}
        if isinstance(x, list):
            return [self.fill(v, lang) for v in cast(list[Any], x)]
        if not isinstance(x, str):
            return x
        if not lang and x in self.whole:
            return self.whole[x]
        return Template(self.own(x)).substitute(self.words[lang]).rstrip()

    def own(self, text: str) -> str:
        return self.t.id if text == "N" else re.sub(r"\bN_", f"{self.t.id}_", text)

    # putting tables where they belong

    def template(self, text: str) -> None:
        for kind, found in tomllib.loads(text).items():
            for name, table in found.items():
                self.put(kind, self.own(name), self.fill(table))

    def put(self, kind: str, name: str, table: Table) -> None:
        """Adds a table; the pack's own keys win, but the generated place in the order stands."""
        if kind == "phase" and self.t.terms.on:
            table = {**table, "on": list(self.t.terms.on)}
        there = self.tables.setdefault(kind, {})
        own = there.pop(name, {})
        there[name] = {**table, **own}

    def rule(self, name: str, phase: str, when: str, title: Text, effects: list[Table]) -> None:
        if effects:
            table = {"phase": f"{self.t.id}_{phase}", "when": when, "title": _raw_text(title), "effects": effects}
            self.put("rule", f"{self.t.id}_{name}", table)

    def sets(self) -> None:
        sets = self.tables.setdefault("set", {})
        sets["agenda"] = {
            name: {
                "title": _raw_text(a.title),
                "weight": a.weight,
                "pain_rate": a.pain,
                "base_pain": a.base_pain,
                "compromise": next((r.at for r in a.rungs if r.compromise), 0.0),
                "start_at": a.start,
            }
            for name, a in self.t.agendas.items()
        }
        sets["card"] = {
            name: {"title": {"ja": str(worth), "en": str(worth)}, "worth": worth}
            for name, worth in self.t.cards.items()
        }
        if self.t.contributions:
            sets["contribution"] = {
                name: {"title": _raw_text(c.title)} for name, c in self.t.contributions.items()
            }  # fmt: skip

    def gambits(self) -> None:
        for g in self.t.terms.gambits:
            table: Table = {"phase": f"{self.t.id}_lead_{g.side}", "title": _raw_text(g.title)}
            if g.text is not None:
                table["text"] = _raw_text(g.text)
            table["needs"] = [x.model_dump(mode="json", by_alias=True) for x in g.needs]
            self.put("option", g.id, {**table, "effects": _raw(g.effects)})

    def contributions(self) -> None:
        """Options to bring them, what they are worth to the asking side, and what they do once signed."""
        t, n = self.t, self.t.terms
        known, matched = list[str](), list[str]()
        places = list(t.agendas)
        for name, c in t.contributions.items():
            bag = f"({number_text(c.value)}) * brought[{name}]"
            if n.contribution_repeat != 1:
                bag += f" * ({n.contribution_repeat:g} if contributed[{name}] > 0 else 1)"
            known.append(bag)
            hits = " or ".join(f"headline == {places.index(m)}" for m in c.matches)
            matched.append(f"{bag} * ({n.contribution_match:g} if {hits} else 1)" if hits else bag)
        seen = Text(ja="見えている値打ち", en="Worth that everybody sees")
        text = Text(
            ja="段階と貢献の値打ちです。本命の議題による上乗せは含みません。",
            en="Positions and contributions, without what the headline issue adds.",
        )
        shown = {"title": _raw_text(seen), "text": _raw_text(text), "group": t.id}
        self.put("let", "table_worth", {"value": " + ".join(["position_worth", *known]), **shown})
        self.put("let", "contribution_worth", {"value": " + ".join(matched) or 0})
        if not t.contributions:
            return
        for name, c in t.contributions.items():
            self.put("option", f"{t.id}_bring[{name}]", self.bring(name, c))
            when = f"{t.id}_deal > 0.5 and brought[{name}] > 0.5"
            self.rule(f"contribution_{name}", "apply", when, c.title, _raw(c.effects))
        self.template(template.CONTRIBUTIONS)

    def bring(self, name: str, c: Contribution) -> Table:
        text = {"ja": "", "en": ""} if c.text is None else _raw_text(c.text)
        if c.figure:
            text["ja"] += f"裏づけの数字：{{figure:{c.figure}}}。"
            text["en"] += f" The figure behind it: {{figure:{c.figure}}}."
        table: Table = {"phase": f"{self.t.id}_bring", "title": _raw_text(c.title)}
        if text["ja"]:
            table["text"] = {lang: words.strip() for lang, words in text.items()}
        table["needs"] = [x.model_dump(mode="json", by_alias=True) for x in c.needs]
        return {**table, "effects": [{"track": f"brought[{name}]", "set": 1}]}

    def schedule(self) -> None:
        """The sub-phases, in the place of the negotiation."""
        n = self.t.terms
        one_round = ["lead_asks", "card_asks", "reply_answers", "move"]
        one_round += ["lead_answers", "card_answers", "reply_asks", "move", "next"]
        names = ["open"] + ["bring"] * bool(self.t.contributions and n.contributions) + one_round * n.rounds
        names += ["vote_asks", "vote_answers", "result"] + ["ratify"] * (n.ratification is not None) + ["apply"]
        phases: list[str] = []
        for phase in self.tables["schedule"]["phases"]:
            phases += [f"{self.t.id}_{x}" for x in names] if phase == self.t.id else [phase]
        self.tables["schedule"]["phases"] = phases


def _raw_text(text: Text) -> dict[str, str]:
    return {"ja": text.ja, "en": text.en}


def _raw(effects: Sequence[Effect]) -> list[Table]:
    return [e.model_dump(mode="json", by_alias=True, exclude_defaults=True) for e in effects]
