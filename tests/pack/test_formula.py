"""Formulas: what they mean, what they refuse, and that nothing written in a pack can do more than arithmetic."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.codegen import Symbols, Unit
from game.engine.layout import Layout
from game.pack.formula import Scope, bind_text, parse
from game.pack.intervals import Intervals
from game.pack.near import FormulaError
from game.pack.tree import MAX_TERMS, Node

TRACKS = {"x": (-10.0, 10.0), "y": (0.0, 5.0), "t[east]": (0.0, 3.0), "t[west]": (0.0, 3.0), "seen": (0.0, 1.0)}
NAMES = list(TRACKS)
FIGURES = {"size": 2.5}
SCOPE = Scope(
    tracks={name: r for name, r in TRACKS.items() if name != "seen"},
    lets=frozenset({"twice"}),
    families={"t": ("zone",)},
    sets={"zone": ("east", "west")},
    params={"w": ("zone", {"east": 2.0, "west": 3.0})},
    figures=frozenset(FIGURES),
    flags=frozenset({"seen"}),
    uses=frozenset({"press[east]", "press[west]"}),
    marks=frozenset({"fair"}),
    random=True,
)
LETS = {"twice": parse("2 * x", SCOPE)}


def value(n: Node, world: dict[str, float]) -> Any:
    """A tiny interpreter of trees: one game, plain numbers."""
    a = [value(x, world) for x in n.args]
    two: dict[str, Callable[[Any, Any], Any]] = {
        "+": lambda p, q: p + q, "-": lambda p, q: p - q, "*": lambda p, q: p * q, "/": lambda p, q: p / q,
        "min": min, "max": max, "<": lambda p, q: p < q, "<=": lambda p, q: p <= q, ">": lambda p, q: p > q,
        ">=": lambda p, q: p >= q, "==": lambda p, q: p == q, "!=": lambda p, q: p != q,
        "and": lambda p, q: p and q, "or": lambda p, q: p or q,
    }  # fmt: skip
    if n.op in two:
        return two[n.op](a[0], a[1])
    match n.op:
        case "const":
            return n.value
        case "track":
            return world[n.name]
        case "let":
            return value(LETS[n.name], world)
        case "figure":
            return FIGURES[n.name]
        case "neg":
            return -a[0]
        case "not":
            return not a[0]
        case "floor":
            return math.floor(a[0])
        case "where":
            return a[1] if a[0] else a[2]
        case "argmax":
            return float(a.index(max(a)))
        case "argmin":
            return float(a.index(min(a)))
        case "lookup":
            return n.values[int(min(max(a[0], 0.0), len(n.values) - 1))]
        case "pick":
            return a[1:][int(min(max(a[0], 0.0), len(a) - 2))]
        case op:
            raise AssertionError(f"no meaning for {op}")


def python_meaning(text: str, world: dict[str, float]) -> Any:
    """What Python itself makes of the text, with the functions as the documents describe them."""
    family = {"east": world["t[east]"], "west": world["t[west]"]}
    names: dict[str, Any] = {
        "x": world["x"], "y": world["y"], "t": family, "w": {"east": 2.0, "west": 3.0}, "zone": ("east", "west"),
        "east": "east", "west": "west", "twice": 2 * world["x"],
        "clamp": lambda v, low, high: min(max(v, low), high),
        "ramp": lambda v: max(v, 0.0), "step": lambda v: 1.0 if v >= 0 else 0.0,
        "round": lambda v: math.floor(v + 0.5), "floor": math.floor,
        "count": lambda *v: sum(1.0 for c in (v[0] if len(v) == 1 and not isinstance(v[0], bool) else v) if c),
        "sum": total,
        "flag": lambda name: world[name] > 0.5, "figure": lambda name: FIGURES[name],
        "lookup": lambda v, *table: table[int(min(max(v, 0.0), len(table) - 1))],
        "table": table, "min": min, "max": max, "abs": abs, "any": any, "all": all,
    }  # fmt: skip
    return eval(text, {"__builtins__": {}, **names})


def total(first: Any, *more: float) -> float:
    """Python's sum of a generator, or of the arguments."""
    return sum((first, *more)) if more else sum(first)


def table(x: float, first: tuple[float, float], *more: tuple[float, float]) -> float:
    points, y = (first, *more), first[1]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        y = y + min(max(x - x0, 0.0), x1 - x0) * ((y1 - y0) / (x1 - x0)) if y0 != y1 else y
    return y


# --- random formulas -------------------------------------------------------------------------------------

LEAF = st.sampled_from(
    ["x", "y", "t[east]", "t[west]", "twice", "figure('size')", "w[west]", "0.0", "1.0", "2.5", "7.0", "0.125"]
)


def grown(numbers: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def conditions(n: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        base = st.one_of(
            st.builds("({} {} {})".format, n, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), n),
            st.builds("({} < {} <= {})".format, n, n, n),
            st.just("flag('seen')"),
            st.builds("any(t[z] > {} for z in zone)".format, n),
            st.builds("all(t[z] > {} for z in zone)".format, n),
        )
        return st.one_of(
            base,
            st.builds("({} {} {})".format, base, st.sampled_from(["and", "or"]), base),
            st.builds("(not {})".format, base),
        )

    c = conditions(numbers)
    return st.one_of(
        st.builds("({} {} {})".format, numbers, st.sampled_from(["+", "-", "*"]), numbers),
        st.builds("({} / (1.0 + abs({})))".format, numbers, numbers),
        st.builds("(-{})".format, numbers),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max", "sum"]), numbers, numbers),
        st.builds("{}({})".format, st.sampled_from(["abs", "ramp", "step", "round", "floor"]), numbers),
        st.builds("clamp({}, {}, 9.0)".format, numbers, numbers),
        st.builds("({} if {} else {})".format, numbers, c, numbers),
        st.builds("sum(t[z] * w[z] + {} for z in zone)".format, numbers),
        st.builds("count({}, {})".format, c, c),
        st.builds("lookup({}, 1.0, 4.0, 9.0)".format, numbers),
        st.builds("table({}, (0.0, 1.0), (2.0, 1.0), (5.0, 3.5))".format, numbers),
    )


FORMULAS = st.recursive(LEAF, grown, max_leaves=12)
WORLDS = st.fixed_dictionaries(
    {name: st.floats(*r, allow_nan=False).map(lambda v: round(v, 3)) for name, r in TRACKS.items()}
)


@settings(max_examples=200, deadline=None)
@given(FORMULAS, WORLDS)
def test_a_tree_means_what_python_means(text: str, world: dict[str, float]) -> None:
    assert value(parse(text, SCOPE), world) == python_meaning(text, world)


@settings(max_examples=100, deadline=None)
@given(FORMULAS, st.lists(WORLDS, min_size=1, max_size=4))
def test_what_is_compiled_means_what_the_tree_means(text: str, worlds: list[dict[str, float]]) -> None:
    """To the last bit, for every game of a batch and for a game alone."""
    tree = parse(text, SCOPE)
    compiled = unit(tree)
    rows = [[w[name] for w in worlds] for name in NAMES]
    columns = np.broadcast_to(np.asarray(compiled(np.array(rows), None, None), dtype=float), (len(worlds),))
    wanted = [float(value(tree, w)) for w in worlds]
    assert [float(v) for v in columns] == wanted
    assert [float(compiled.alone([r[k] for r in rows], None, None)) for k in range(len(worlds))] == wanted


def unit(tree: Node) -> Unit:
    layout = Layout()
    for name, (low, high) in TRACKS.items():
        layout.add_track(name, low, high)
    return Unit.of(Symbols(layout, LETS, FIGURES), "test", tree)


@settings(max_examples=200, deadline=None)
@given(FORMULAS, WORLDS)
def test_a_value_lies_between_its_bounds(text: str, world: dict[str, float]) -> None:
    tree = parse(text, SCOPE)
    low, high = Intervals(TRACKS, LETS, {"size": (2.5, 2.5)}).of(tree)
    found = value(tree, world)
    slack = 1e-9 * max(1.0, abs(found))
    assert low - slack <= found <= high + slack


@settings(max_examples=100, deadline=None)
@given(FORMULAS)
def test_the_same_text_gives_the_same_tree(text: str) -> None:
    one, two = parse(text, SCOPE), parse(f" {text} ".strip(), SCOPE)
    assert one == two
    assert hash(one) == hash(two)


# --- what formulas mean -------------------------------------------------------------------------------------

MEANING = [
    ("argmax(t[z] for z in zone)", 1.0),
    ("argmin(t[east], t[west])", 0.0),
    ("pick(1, t)", 2.0),
    ("pick(7, w)", 3.0),
    ("sum(w[z] for z in zone if w[z] > 2)", 3.0),
    ("sum(1 for a in zone for b in zone if a != b)", 2.0),
    ("lookup(-4, 1, 2, 3)", 1.0),
    ("round(2.5)", 3.0),
    ("clamp(99, 0, 10)", 10.0),
    ("table(3.5, (0, 1), (5, 3))", 2.4),
    ("1 < 2 < 3", True),
    ("not flag('seen')", True),
]


@pytest.mark.parametrize(("text", "wanted"), MEANING)
def test_functions(text: str, wanted: float) -> None:
    world = {"x": 4.0, "y": 1.0, "t[east]": 1.0, "t[west]": 2.0, "seen": 0.0}
    assert value(parse(text, SCOPE), world) == pytest.approx(wanted)


def test_constants_are_worked_out_at_once() -> None:
    assert parse("2 * (3 + 4) / 7", SCOPE) == parse(2, SCOPE)


def test_bound_names_are_members_and_places() -> None:
    scope = SCOPE.bind({"a": ("zone", "west")})
    assert repr(parse("t[a] + w[a] + a", scope)) == "((t[west] + 3) + 1)"
    assert parse("used('press[a]', 4)", scope) == Node("used", name="press[west]", value=4)
    assert bind_text("press[ a , east ]", {"a": ("zone", "west")}) == "press[west,east]"


# --- what formulas refuse --------------------------------------------------------------------------------------

REFUSED = [
    ("x.real", "'x.real' is not allowed in a formula"),
    ("x.__class__.__mro__", "'x.__class__.__mro__' is not allowed in a formula"),
    ("__import__('os')", "unknown function '__import__'"),
    ("__import__('os').system('true')", "is not allowed in a formula"),
    ("open('secret')", "unknown function 'open'"),
    ("eval('1')", "unknown function 'eval'"),
    ("(lambda: x)()", "is not allowed in a formula"),
    ("[x for x in zone]", "'[x for x in zone]' is not allowed in a formula"),
    ("{'a': x}", "is not allowed in a formula"),
    ("'text'", "''text'' is not allowed in a formula"),
    ("f'{x}'", "is not allowed in a formula"),
    ("b'x'", "is not allowed in a formula"),
    ("1j", "'1j' is not allowed in a formula"),
    ("...", "is not allowed in a formula"),
    ("None", "'None' is not allowed in a formula"),
    ("True", "'True' is not allowed; write a comparison"),
    ("(x := 3)", "is not allowed in a formula"),
    ("x[0]", "unknown name 'x'"),
    ("t[0]", "'0' is no member of zone"),
    ("t['east'].real", "is not allowed in a formula"),
    ("t[x + 1]", "an index is a name; for a number use pick(number, t)"),
    ("t[east, west]", "'t' wants one name for each set in its brackets: zone"),
    ("t[*zone]", "an index is a name"),
    ("x ** 9 ** 9", "powers are not allowed; multiply (x * x)"),
    ("9 ** 9 ** 9 ** 9", "powers are not allowed"),
    ("x // 2", "'x // 2' is not allowed in a formula"),
    ("x % 2", "'x % 2' is not allowed in a formula"),
    ("x << 99", "is not allowed in a formula"),
    ("x @ y", "is not allowed in a formula"),
    ("~x", "is not allowed in a formula"),
    ("x is y", "only < <= > >= == != compare"),
    ("x in zone", "unknown name 'zone'"),
    ("1e999", "the number inf is too large (at most 1e12)"),
    ("9" * 400, "is too large (at most 1e12)"),
    ("1e12" + " * 1e12" * 30, "the numbers multiply to something too large"),
    ("max(x, key=y)", "max() takes no named arguments"),
    ("max(*zone)", "is not allowed in a formula"),
    ("min()", "wants at least one value"),
    ("clamp(x, 1)", "clamp() wants 3 in its brackets, found 2"),
    ("x > 1 + (y > 2)", "is a condition where a number is wanted"),
    ("x and y", "'x' is a number where a condition is wanted"),
    ("1 if x else 2", "'x' is a number where a condition is wanted"),
    ("1 if x > 1 else y > 2", "the two branches of an if must both be numbers or both conditions"),
    ("sum(x for a in nowhere)", "unknown set 'nowhere'"),
    ("sum(x for a in zone if x > 1)", "the if of a for compares members or their parameters only"),
    ("sum(x for a, b in zone)", "a for reads: expression for name in set"),
    ("sum(x for a in zone if w[a] > 99)", "the for runs over nothing"),
    ("figure(x)", "wants the figure's id in quotes"),
    ("figure('sise')", "unknown figure 'sise' (did you mean 'size'?)"),
    ("flag('sen')", "unknown flag 'sen' (did you mean 'seen'?)"),
    ("used('press[north]')", "unknown option or event 'press[north]'"),
    ("used('press[east]', 99)", "the number of turns is a whole number from 1 to 12"),
    ("used('press[east]', -1)", "the number of turns is a whole number from 1 to 12"),
    ("mark('fare')", "unknown calendar mark 'fare' (did you mean 'fair'?)"),
    ("ago(2 * x, 1)", "ago wants a track"),
    ("ago(x, 0.5)", "the number of turns is a whole number from 1 to 12"),
    ("lookup(x, 1, y)", "lookup wants a number and then at least two constants"),
    ("table(x, (1, 1), (0, 0))", "table wants at least two points, from left to right"),
    ("table(x, (0, y), (5, 3))", "table wants constant points"),
    ("table(x, 0, 1)", "table wants points in brackets"),
    ("seen", "'seen' is a flag: write flag('seen')"),
    ("t", "'t' wants an index, such as t[…]"),
    ("twise", "unknown name 'twise' (did you mean 'twice'?)"),
    ("x +", "cannot be read as a formula"),
    ("x; y", "cannot be read as a formula"),
    ("x\nimport os", "cannot be read as a formula"),
    ("x = 3", "cannot be read as a formula"),
    ("import os", "cannot be read as a formula"),
    ("x\0", "cannot be read as a formula"),
    ("(" * 300 + "x" + ")" * 300, "cannot be read as a formula"),
    ("(" * 500 + "x" + ")" * 500, "too deeply nested"),
    ("abs(" * 70 + "x" + ")" * 70, "too deeply nested"),
    ("-" * 900 + "x", "too deeply nested"),
    ("not " * 900 + "x > 1", "too deeply nested"),
    ("~" + "-" * 900 + "x", "is not allowed in a formula"),
    ("x" + " + x" * 500, "too deeply nested"),
    (" and ".join(["x > 1"] * (MAX_TERMS + 1)), f"more than {MAX_TERMS} values in one place"),
    ("max(" + "x, " * MAX_TERMS + "x)", f"more than {MAX_TERMS} values in one place"),
    ("sum(1 + w[a] " + "".join(f"for {c} in zone " for c in "abcdefg") + ")", f"more than {MAX_TERMS} values in one place"),
    ("sum(1 " + "".join(f"for a{i} in zone " for i in range(18)) + ")", "too deeply nested"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), REFUSED, ids=lambda v: str(v)[:40])
def test_refused(text: str, sentence: str) -> None:
    with pytest.raises(FormulaError) as e:
        parse(text, SCOPE)
    assert sentence in str(e.value)
    assert len(str(e.value)) < 300


def test_chance_is_refused_where_it_is_not_allowed() -> None:
    calm = Scope(tracks={"x": (0, 1)})
    for text in ("noise(1)", "draw(1, 2)", "max(x, noise(2))"):
        with pytest.raises(FormulaError, match="is allowed only in effects, flows and rules"):
            parse(text, calm)


def test_conditions_and_numbers_are_told_apart() -> None:
    with pytest.raises(FormulaError, match="wants a condition"):
        parse("x", SCOPE, boolean=True)
    with pytest.raises(FormulaError, match="wants a number, found a condition"):
        parse("x > 1", SCOPE, boolean=False)


TOKENS = st.sampled_from(
    "x y t w zone east [ ] ( ) + - * / ** % . , : := = == < > and or not if else for in lambda 1 2.5 1e9 'a' \"b\" sum max "
    "figure flag used ago noise pick table __class__ __import__ ~ @ { } \\ # \n ; await yield * None True".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(TOKENS, max_size=25).map(" ".join)))
def test_anything_else_is_a_sentence_never_a_crash(text: str) -> None:
    try:
        tree = parse(text, SCOPE)
    except FormulaError:
        return
    assert {n.op for n in tree.walk()} <= set(OPERATIONS)


OPERATIONS = """const track let figure used ago mark clock noise draw lookup pick + - * / neg min max floor
    < <= > >= == != and or not where argmax argmin""".split()


def test_a_bound_name_compares_with_a_member() -> None:
    scope = Scope(sets={"zone": ("north", "east")}, bound={"zone": ("zone", "east")})
    assert parse("1 if zone == east else 0", scope).args[0].args[1].value == 1
    assert parse("sum(1 if z == north else 0 for z in zone)", scope).op == "+"
    with pytest.raises(FormulaError, match="unknown name 'west'"):
        parse("1 if zone == west else 0", scope)
