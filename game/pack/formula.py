"""Formulas: ordinary arithmetic over named tracks, parsed against a white-list into a small tree.

The text is parsed by the standard `ast` module and never evaluated. What the tree may hold is the list
in `tree.Node.op`; a richer function (clamp, sum, table, argmax ...) is lowered to it here, so that the
engine, the checker and the tests know only a handful of operations. Only exactly rounded operations
appear: + - * / min max floor and comparisons, so every platform computes the same bits.

>>> scope = Scope(tracks={"approval": (0.0, 100.0)})
>>> parse("clamp(approval - 10, 0, 50)", scope)
min(max((approval - 10), 0), 50)
>>> parse("aproval + 1", scope)
Traceback (most recent call last):
    ...
game.pack.near.FormulaError: unknown name 'aproval' (did you mean 'approval'?)
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .near import FormulaError, Near
from .slips import slip
from .tree import MAX_TERMS, Node, chain, const, fold, piecewise, true

MAX_DEPTH = 60
MAX_NODES = 4000

FUNCTIONS = (
    *("min", "max", "clamp", "abs", "step", "ramp", "round", "floor", "sum", "count", "any", "all", "argmax", "argmin"),
    *("pick", "table", "lookup", "figure", "flag", "used", "ago", "mark", "noise", "draw"),
)
BUILT_IN = ("turn", "turns", "quarter", "year")


@dataclass(frozen=True)
class Scope:
    """The names that a formula may use. Families are tracks or lets with a set in brackets.

    tracks    canonical name -> range; a member of a family is written `tension[north]`
    lets      canonical names of named formulas
    families  family name -> the sets of its indices
    sets      set name -> its members, in order
    params    parameter name -> (set, member -> number)
    bound     names bound by `each` or a `for`: name -> (set, member)
    """

    tracks: Mapping[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])
    lets: frozenset[str] = frozenset()
    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    sets: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    params: Mapping[str, tuple[str, Mapping[str, float]]] = field(
        default_factory=dict[str, tuple[str, Mapping[str, float]]]
    )
    figures: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    extra: frozenset[str] = frozenset()
    bound: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    random: bool = False

    def bind(self, bound: Mapping[str, tuple[str, str]]) -> Scope:
        return replace(self, bound={**self.bound, **bound})

    def everything(self) -> list[str]:
        """Every name a formula could mean, for the nearest-name hint."""
        names = {*self.tracks, *self.lets, *self.families, *self.params, *self.bound, *self.extra}
        return sorted(names | set(BUILT_IN) | set(FUNCTIONS))


def parse(text: str | float, scope: Scope, *, boolean: bool | None = None) -> Node:
    """The tree of a formula. `boolean` True wants a condition, False a number, None takes either.

    :raises FormulaError: with one sentence that says what is wrong and what would be right.
    """
    if isinstance(text, (int, float)):
        node = const(text)
    else:
        if text.count("(") > 400 or text.count("[") > 400:
            raise FormulaError("too_deep")
        try:
            tree = ast.parse(text, mode="eval")
        except (SyntaxError, ValueError, MemoryError, RecursionError) as e:
            why = slip(text) or getattr(e, "msg", None) or e
            raise FormulaError("unreadable", why=why) from None
        node = _Reader(scope, text).read(tree.body, 0)
    if boolean is True and not node.boolean:
        raise _no_condition(text)
    if boolean is False and node.boolean:
        raise FormulaError("wants_number")
    return node


def _no_condition(text: str | float) -> FormulaError:
    """What to say of a number where a condition is wanted: how to make one of it."""
    if not isinstance(text, str) or text.strip().replace(".", "", 1).isdigit():
        return FormulaError("wants_condition_always")
    short = text.strip() if len(text.strip()) <= 40 else "…"
    return FormulaError("wants_condition", form=f"{short} > 0.5")


def _quote(e: ast.expr) -> str:
    """A part of a formula, as its author would write it, shortened."""
    try:
        return ast.unparse(e)[:60]
    except RecursionError:
        return "…"


def bind_text(text: str, bound: Mapping[str, tuple[str, str]]) -> str:
    """An id such as `press[agenda]` with its bound names replaced: `press[defence]`."""
    if "[" not in text:
        return text

    def one(m: re.Match[str]) -> str:
        return "[" + ",".join(bound.get(p.strip(), ("", p.strip()))[1] for p in m[1].split(",")) + "]"

    return re.sub(r"\[([^\]]*)\]", one, text)


class _Reader:
    """Walks Python's syntax tree; what has no branch here is refused."""

    def __init__(self, scope: Scope, text: str) -> None:
        self.scope, self.text, self.count = scope, text, 0

    def read(self, e: ast.expr, depth: int) -> Node:
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_NODES:
            raise FormulaError("too_deep")
        match e:
            case ast.Constant(value=bool()):
                raise FormulaError("no_truth", found=e.value)
            case ast.Constant(value=int() | float() as v):
                if not abs(v) <= 1e12:
                    raise FormulaError("too_large", found=str(v)[:20])
                return const(v)
            case ast.UnaryOp(op=ast.USub(), operand=x):
                a = self.number(x, depth)
                return const(-a.value) if a.op == "const" else Node("neg", (a,))
            case ast.UnaryOp(op=ast.UAdd(), operand=x):
                return self.number(x, depth)
            case ast.UnaryOp(op=ast.Not(), operand=x):
                return Node("not", (self.condition(x, depth),), boolean=True)
            case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div() as op, left=x, right=y):
                return fold(_SIGN[type(op)], self.number(x, depth), self.number(y, depth))
            case ast.BinOp(op=ast.Pow() | ast.BitXor()):
                raise FormulaError("no_powers")
            case ast.BinOp(op=ast.BitAnd() | ast.BitOr()) | ast.Tuple() if slip(self.text):
                raise FormulaError("unreadable", why=slip(self.text))
            case ast.BoolOp(op=op, values=xs):
                parts = [self.condition(x, depth) for x in xs]
                return chain("and" if isinstance(op, ast.And) else "or", parts, boolean=True)
            case ast.Compare(left=left, ops=ops, comparators=rights):
                sides = self.sides([left, *rights], depth)
                pairs = [self.compare(o, a, b) for o, a, b in zip(ops, sides, sides[1:], strict=False)]
                return chain("and", pairs, boolean=True)
            case ast.IfExp(test=c, body=x, orelse=y):
                yes, no = self.read(x, depth + 1), self.read(y, depth + 1)
                if yes.boolean != no.boolean:
                    raise FormulaError("unlike_branches")
                return Node("where", (self.condition(c, depth), yes, no), boolean=yes.boolean)
            case ast.Name(id=name):
                return self.name(name)
            case ast.Subscript(value=ast.Name(id=family), slice=index):
                return self.indexed(family, index)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                return self.call(name, args, depth + 1)
            case ast.Call(func=ast.Name(id=name)):
                raise FormulaError("no_keywords", name=name)
            case _:
                raise FormulaError("not_allowed", found=_quote(e))

    def number(self, e: ast.expr, depth: int) -> Node:
        n = self.read(e, depth + 1)
        if n.boolean:
            raise FormulaError("condition_for_number", found=_quote(e))
        return n

    def condition(self, e: ast.expr, depth: int) -> Node:
        n = self.read(e, depth + 1)
        if not n.boolean:
            raise FormulaError("number_for_condition", found=_quote(e))
        return n

    def sides(self, parts: list[ast.expr], depth: int) -> list[Node]:
        """The sides of a comparison. Beside a bound name, a member of its set stands for its place: `zone == east`."""
        bound = self.scope.bound
        groups = [bound[p.id][0] for p in parts if isinstance(p, ast.Name) and p.id in bound]
        members = list(self.scope.sets[groups[0]]) if groups else []
        return [
            const(members.index(p.id))
            if isinstance(p, ast.Name) and p.id in members and p.id not in bound
            else self.number(p, depth)
            for p in parts
        ]

    def compare(self, op: ast.cmpop, a: Node, b: Node) -> Node:
        sign = _SIGN.get(type(op))
        if sign is None:
            raise FormulaError("no_comparison")
        return Node(sign, (a, b), boolean=True)

    # names

    def name(self, name: str) -> Node:
        s = self.scope
        if name in s.bound:
            group, member = s.bound[name]
            return const(list(s.sets[group]).index(member))
        if name in s.tracks:
            return Node("track", name=name)
        if name in s.lets:
            return Node("let", name=name)
        if name in BUILT_IN or name in s.extra:
            return Node("clock", name=name, boolean=name == "lost")
        if name in s.flags:
            raise FormulaError("is_flag", name=name)
        if name in s.families or name in s.params:
            raise FormulaError("wants_index", name=name)
        raise FormulaError("unknown_name", Near(name, s.everything()), name=name)

    def indexed(self, family: str, index: ast.expr) -> Node:
        s = self.scope
        if family not in s.families and family not in s.params:
            raise FormulaError("unknown_name", Near(family, [*s.families, *s.params]), name=family)
        groups = s.families.get(family) or (s.params[family][0],)
        parts = index.elts if isinstance(index, ast.Tuple) else [index]
        if len(parts) != len(groups):
            raise FormulaError("wants_indices", name=family, sets=", ".join(groups))
        members = [self.member(p, g, family) for p, g in zip(parts, groups, strict=True)]
        if family in s.params:
            return const(s.params[family][1][members[0]])
        full = f"{family}[{','.join(members)}]"
        return Node("let" if full in s.lets else "track", name=full)

    def member(self, e: ast.expr, group: str, family: str) -> str:
        s = self.scope
        if isinstance(e, ast.Name):
            word = e.id
        elif isinstance(e, ast.Constant) and isinstance(e.value, (str, int)):
            word = str(e.value)
        else:
            raise FormulaError("index_is_name", name=family)
        if word in s.bound:
            word = s.bound[word][1]
        if word not in s.sets[group]:
            raise FormulaError("no_member", Near(word, s.sets[group]), name=word, set=group)
        return word

    # calls

    def call(self, name: str, args: list[ast.expr], depth: int) -> Node:
        if name not in FUNCTIONS:
            raise FormulaError("unknown_function", Near(name, FUNCTIONS), name=name)
        if name in ("figure", "flag", "used", "ago", "mark", "pick", "table", "noise", "draw"):
            return getattr(self, "call_" + name)(args, depth)
        if name in ("any", "all", "count"):
            each = self.spread(args, self.condition, depth)
            if name == "count":
                return chain("+", [Node("where", (c, const(1), const(0))) for c in each])
            return chain("or" if name == "any" else "and", each, boolean=True)
        xs = self.spread(args, self.number, depth)
        if name in ("sum", "min", "max"):
            return chain({"sum": "+"}.get(name, name), xs)
        if name in ("argmax", "argmin"):
            return Node(name, tuple(xs))
        if name == "lookup":
            if len(xs) < 3 or any(x.op != "const" for x in xs[1:]):
                raise FormulaError("lookup_form")
            return Node("lookup", (xs[0],), values=tuple(x.value for x in xs[1:]))
        wanted = 3 if name == "clamp" else 1
        if len(xs) != wanted:
            raise FormulaError("wants_arguments", name=name, wanted=wanted, found=len(xs))
        x, zero = xs[0], const(0)
        simple: dict[str, Callable[[], Node]] = {
            "clamp": lambda: Node("min", (Node("max", (x, xs[1])), xs[2])),
            "abs": lambda: Node("max", (x, Node("neg", (x,)))),
            "ramp": lambda: Node("max", (x, zero)),
            "step": lambda: Node("where", (Node(">=", (x, zero), boolean=True), const(1), zero)),
            "floor": lambda: Node("floor", (x,)),
            "round": lambda: Node("floor", (Node("+", (x, const(0.5))),)),
        }
        return simple[name]()

    def spread(self, args: list[ast.expr], read: Callable[[ast.expr, int], Node], depth: int) -> list[Node]:
        """The values of `f(a, b, c)` or of `f(expression for member in set)`, one for each."""
        if len(args) == 1 and isinstance(args[0], ast.GeneratorExp):
            loop = args[0]
            outer, out = self.scope, list[Node]()
            for bound in self.loops(loop.generators):
                self.scope = outer.bind(bound)
                if all(true(self.condition(c, depth)) for g in loop.generators for c in g.ifs):
                    out.append(read(loop.elt, depth))
            self.scope = outer
            if not out:
                raise FormulaError("empty_for")
            return out
        if not args:
            raise FormulaError("wants_value")
        return [read(a, depth) for a in args]

    def loops(self, parts: list[ast.comprehension]) -> Iterator[dict[str, tuple[str, str]]]:
        if not parts:
            yield {}
            return
        first, rest = parts[0], parts[1:]
        if not isinstance(first.target, ast.Name) or not isinstance(first.iter, ast.Name):
            raise FormulaError("for_form")
        group = first.iter.id
        if group not in self.scope.sets:
            raise FormulaError("unknown_set", Near(group, self.scope.sets), name=group)
        for m in self.scope.sets[group]:
            for more in self.loops(rest):
                yield {first.target.id: (group, m), **more}

    def word(self, args: list[ast.expr], known: frozenset[str], kind: str) -> str:
        """The id that a call has in quotes; `kind` is one of `complaints.NAMES`."""
        if not args or not isinstance(args[0], ast.Constant) or not isinstance(args[0].value, str):
            raise FormulaError("wants_quoted", kind=kind)
        word = bind_text(args[0].value, self.scope.bound)
        if word not in known and any(name.startswith(f"{word}[") for name in known):
            raise FormulaError("wants_index", name=word)
        if word not in known:
            raise FormulaError("unknown_quoted", Near(word, known), kind=kind, name=word)
        return word

    def call_figure(self, args: list[ast.expr], depth: int) -> Node:
        return Node("figure", name=self.word(args, self.scope.figures, "figure"))

    def call_flag(self, args: list[ast.expr], depth: int) -> Node:
        track = Node("track", name=self.word(args, self.scope.flags, "flag"))
        return Node(">", (track, const(0.5)), boolean=True)

    def call_mark(self, args: list[ast.expr], depth: int) -> Node:
        return Node("mark", name=self.word(args, self.scope.marks, "mark"), boolean=True)

    def call_used(self, args: list[ast.expr], depth: int) -> Node:
        name = self.word(args, self.scope.uses, "use")
        return Node("used", name=name, value=self.turns_back(args, 0))

    def call_ago(self, args: list[ast.expr], depth: int) -> Node:
        if not args or (track := self.read(args[0], depth)).op != "track":
            raise FormulaError("ago_form")
        return Node("ago", name=track.name, value=self.turns_back(args, 1))

    def turns_back(self, args: list[ast.expr], default: int) -> float:
        if len(args) < 2:
            return default
        match args[1]:
            case ast.Constant(value=int() as n) if 1 <= n <= 12 and len(args) == 2:
                return n
            case _:
                raise FormulaError("turns_back")

    def call_noise(self, args: list[ast.expr], depth: int) -> Node:
        self.allow_chance("noise")
        if len(args) != 1:
            raise FormulaError("noise_form")
        return Node("noise", (self.number(args[0], depth),), value=self.count)

    def call_draw(self, args: list[ast.expr], depth: int) -> Node:
        self.allow_chance("draw")
        return Node("draw", tuple(self.spread(args, self.number, depth)), value=self.count)

    def allow_chance(self, what: str) -> None:
        if not self.scope.random:
            raise FormulaError("no_chance", name=what)

    def call_pick(self, args: list[ast.expr], depth: int) -> Node:
        if len(args) != 2:
            raise FormulaError("pick_form")
        index, what = self.number(args[0], depth), args[1]
        if isinstance(what, ast.GeneratorExp):
            members = self.spread([what], self.number, depth)
        elif isinstance(what, ast.Name) and (what.id in self.scope.families or what.id in self.scope.params):
            s = self.scope
            groups = s.families.get(what.id) or (s.params[what.id][0],)
            if len(groups) != 1:
                raise FormulaError("pick_indices", name=what.id, found=len(groups))
            members = [self.indexed(what.id, ast.Constant(m)) for m in s.sets[groups[0]]]
        else:
            raise FormulaError("pick_form")
        if all(m.op == "const" for m in members) and len(members) > 1:
            return Node("lookup", (index,), values=tuple(m.value for m in members))
        return Node("pick", (index, *members))

    def call_table(self, args: list[ast.expr], depth: int) -> Node:
        """Straight lines between points, level outside: y0 plus each segment's clamped rise."""
        points: list[tuple[float, float]] = []
        for a in args[1:]:
            match a:
                case ast.Tuple(elts=[px, py]):
                    x, y = self.number(px, depth), self.number(py, depth)
                    if x.op != "const" or y.op != "const":
                        raise FormulaError("table_constant")
                    points.append((x.value, y.value))
                case _:
                    raise FormulaError("table_points")
        if len(points) > MAX_TERMS:
            raise FormulaError("too_many", most=MAX_TERMS)
        if len(points) < 2 or any(a[0] >= b[0] for a, b in itertools.pairwise(points)):
            raise FormulaError("table_order")
        return piecewise(self.number(args[0], depth), points)


_SIGN: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
