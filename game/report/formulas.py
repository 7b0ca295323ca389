"""Formulas and effects in words: names become titles, operators become signs.

>>> from game.pack.tree import Node, const
>>> Wording({"trust": "Trust"}, {}, {}, "en").formula(Node("*", (const(0.5), Node("track", name="trust"))))
'0.5 × Trust'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from game.pack import Pack, Text
from game.pack.base import Effect
from game.pack.tree import Node

SIGNS = {"*": "×", "/": "÷", "-": "−", "+": "+", ">=": "≥", "<=": "≤", "==": "=", "!=": "≠", "<": "<", ">": ">"}
LEVEL = {"or": 1, "and": 2, "<": 3, "<=": 3, ">": 3, ">=": 3, "==": 3, "!=": 3, "+": 4, "-": 4, "*": 5, "/": 5}
WORDS: dict[str, tuple[str, str]] = {
    "and": ("かつ", "and"),
    "or": ("または", "or"),
    "not": ("次でない：", "not "),
    "min": ("小さいほう", "least of"),
    "max": ("大きいほう", "greatest of"),
    "floor": ("切り捨て", "rounded down"),
    "argmax": ("最大の順位", "place of the greatest"),
    "argmin": ("最小の順位", "place of the least"),
    "pick": ("順位で選ぶ", "picked by place"),
    "lookup": ("段階表", "by step"),
    "noise": ("偶然の揺れ、標準偏差", "chance, standard deviation"),
    "draw": ("くじ、重み", "a draw, weights"),
    "turn": ("期の番号", "turn number"),
    "turns": ("全部の期数", "number of turns"),
    "quarter": ("四半期", "quarter"),
    "year": ("年", "year"),
    "mean": ("次元の平均", "mean of the dimensions"),
    "least": ("最も低い次元", "least dimension"),
    "lost": ("敗北した", "lost"),
}


@dataclass
class Wording:
    """Words for one language: what to call a track or let by id, a figure, and what may be used, an option or event.

    A track may have the id of a figure or of an option, so each has a table of its own.
    """

    titles: Mapping[str, str]
    figures: Mapping[str, str]
    uses: Mapping[str, str]
    lang: str

    @classmethod
    def of(cls, pack: Pack, lang: str) -> Wording:
        """Titles of everything that a formula of the pack may name."""
        titles = {n: e.item.title.get(lang) for n, e in pack.tracks.items()}
        titles |= {n: e.item.title.get(lang) if e.item.title else n for n, e in pack.lets.items()}
        figures = {n: e.item.title.get(lang) for n, e in pack.figures.items()}
        uses = {n: e.item.title.get(lang) for kind in (pack.options, pack.events) for n, e in kind.items()}
        for name, e in pack.events.items():
            uses |= {f"{name}.{c}": f"{uses[name]}: {x.title.get(lang)}" for c, x in e.item.choice.items()}
        return cls(titles, figures, uses, lang)

    def word(self, name: str) -> str:
        return WORDS[name][0 if self.lang == "ja" else 1]

    def say(self, ja: str, en: str) -> str:
        return ja if self.lang == "ja" else en

    def title(self, name: str) -> str:
        return self.titles.get(name, name)

    def formula(self, n: Node, above: int = 0) -> str:
        """A formula as a line of ordinary arithmetic over titles."""
        if n.op in LEVEL:
            level = LEVEL[n.op]
            sign = SIGNS.get(n.op) or self.word(n.op)
            text = f"{self.formula(n.args[0], level)} {sign} {self.formula(n.args[1], level + 1)}"
            return f"({text})" if level < above else text
        match n.op:
            case "const":
                return f"{n.value:g}"
            case "track" | "let":
                return self.title(n.name)
            case "figure":
                return self.figures[n.name]
            case "clock":
                return self.word(n.name) if n.name in WORDS else n.name
            case "mark":
                return self.say(f"暦に「{n.name}」がある", f"the calendar has '{n.name}'")
            case "used" if n.value:
                back = f"{n.value:g}"
                title, turns = self.uses[n.name], "turn" if n.value == 1 else "turns"
                return self.say(f"直近{back}期の「{title}」の回数", f"uses of {title} in {back} {turns}")
            case "used":
                return self.say(f"「{self.uses[n.name]}」の回数", f"uses of {self.uses[n.name]}")
            case "ago":
                title, turns = self.title(n.name), "turn" if n.value == 1 else "turns"
                return self.say(f"{n.value:g}期前の{title}", f"{title} {n.value:g} {turns} ago")
            case "neg":
                return f"−{self.formula(n.args[0], 5)}"
            case "not":
                return f"{self.word('not')}({self.formula(n.args[0])})"
            case "where":
                c, yes, no = (self.formula(a) for a in n.args)
                return self.say(f"({c}なら{yes}、さもなくば{no})", f"({yes} if {c}, else {no})")
            case "lookup":
                values = ", ".join(f"{v:g}" for v in n.values)
                return f"{self.word('lookup')}({self.formula(n.args[0])}: {values})"
            case op:
                return f"{self.word(op)}({', '.join(self.formula(a) for a in n.args)})"

    def amount(self, pack: Pack, text: Any, bound: Any) -> str:
        """A number or formula of the pack in words."""
        if isinstance(text, (int, float)):
            return f"{text:g}"
        return self.formula(pack.parse(text, bound, random=True))

    def effects(self, pack: Pack, effects: Sequence[Effect], bound: Any) -> list[str]:
        """Effects in words, one a line; branches are indented."""
        lines: list[str] = []
        for e, inner in pack.effects(bound, effects):
            lines += self.effect(pack, e, inner)
        return lines

    def effect(self, pack: Pack, e: Effect, bound: Any) -> list[str]:
        head: list[str] = []
        if e.after:
            head.append(self.say(f"{e.after}期後", f"after {e.after} turn{'s' * (e.after > 1)}"))
        if e.when is not None:
            head.append(self.say(f"{self.amount(pack, e.when, bound)}なら", f"if {self.amount(pack, e.when, bound)}"))
        if e.chance is not None:
            p = self.amount(pack, e.chance, bound)
            head.append(self.say(f"確率{p}", f"with probability {p}"))
        lead = self.say("、", ", ").join(head)
        if e.then:
            lines = [f"{lead}:"] + ["  " + x for x in self.effects(pack, e.then, bound)]
            if e.otherwise:
                lines += [self.say("さもなくば：", "otherwise:")]
                lines += ["  " + x for x in self.effects(pack, e.otherwise, bound)]
            return lines
        change = self.change(pack, e, bound)
        return [f"{lead}: {change}" if lead else change]

    def change(self, pack: Pack, e: Effect, bound: Any) -> str:
        if e.flag:
            off = e.set == 0
            return f"{self.title(e.flag)}: {self.say('解除', 'off') if off else self.say('成立', 'on')}"
        name = self.title(pack.reference(e.track, bound))
        if e.set is not None:
            return f"{name} = {self.amount(pack, e.set, bound)}"
        if e.scale is not None:
            return f"{name} × {self.amount(pack, e.scale, bound)}"
        if e.toward is not None:
            goal, by = self.amount(pack, e.toward, bound), self.amount(pack, e.by, bound)
            return self.say(f"{name}が{goal}へ（{by}ずつ）", f"{name} moves towards {goal} (by {by})")
        amount = self.amount(pack, e.add, bound)
        plain = amount.lstrip("−-").replace(".", "").isdigit()
        return f"{name} {'' if amount[:1] in '−-' and plain else '+'}{amount if plain else f'({amount})'}"


def line(text: Text | None, lang: str) -> str:
    """A text, or nothing."""
    return text.get(lang) if text else ""
