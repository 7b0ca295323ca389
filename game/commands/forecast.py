"""`forecast`: where the options of a saved game may lead; with --calibrate, whether forecasts come true."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from .common import GOOD, WRONG_USE, Failure, load_pack, print_json, say, table

if TYPE_CHECKING:
    from game.engine import Decision
    from game.players.table import Table
    from game.presenter.menu import Menu
    from game.study.forecast import Picture


def run(a: argparse.Namespace) -> int:
    """Prints the forecast of a saved game, or the calibration."""
    if a.calibrate:
        return calibration(a)
    if not a.file:
        raise Failure(
            "保存したゲームのファイルを指定してください（調べるだけなら --calibrate）。",
            "Name a saved game's file (or --calibrate to measure the forecast itself).",
            WRONG_USE,
        )
    from game.engine import UnknownName
    from game.presenter.menu import make_menu
    from game.study.forecast import Plan, forecast, promising
    from game.texts.words import Words

    words = Words(a.lang)
    game = opened(a)
    decision = decision_of(a, game)
    menu = make_menu(game.program, game.games, words)
    options = chosen(a, menu) or promising(game.program, game.games, decision.seat)
    plan = Plan(a.quarters or None, a.playouts, a.seed, tuple(a.track))
    try:
        *_, picture = forecast(game.program, game.games, decision.seat, options, plan, progress=progress(a, a.playouts))
    except UnknownName as e:
        raise Failure(e.text("ja"), e.text("en"), WRONG_USE) from e
    if a.json:
        found = picture.summary()
        for option, index in zip(found["options"], options, strict=True):
            option["id"] = decision.options[index].id
        print_json(found | {"phase": decision.phase, "seed": a.seed})
        return GOOD
    show(a, game, menu, picture)
    return GOOD


def opened(a: argparse.Namespace) -> Table:
    """The saved game where a person has to decide; `--seat` takes over a seat that a policy held.

    :raises Failure: for a file that is no sound save, or a seat that there is not.
    """
    from game.players.table import HUMAN
    from game.saves.store import SaveError, Store, load, resume

    path = Store.default().path(a.file)
    try:
        record = load(path)
        if a.seat and a.seat not in record.seats:
            known = ", ".join(record.seats)
            raise Failure(
                f"席「{a.seat}」はありません（あるもの：{known}）。",
                f"There is no seat '{a.seat}' (there are: {known}).",
                WRONG_USE,
            )
        if a.seat:
            record.seats = {**record.seats, a.seat: HUMAN}
        return resume(record, path)
    except SaveError as e:
        raise Failure(e.text("ja"), e.text("en")) from e


def decision_of(a: argparse.Namespace, game: Table) -> Decision:
    """The decision to forecast.

    :raises Failure: where the game is over, or another seat decides.
    """
    decision = game.decision
    if decision is None:
        raise Failure(
            "このゲームは終わっています。見通しは、まだ決めることのあるゲームで見られます。",
            "This game is over: a forecast takes a game in which something is still to be decided.",
        )
    if a.seat and decision.seat != a.seat:
        raise Failure(
            f"いま決めるのは「{decision.seat}」です。「{a.seat}」の見通しは、その番になってから見られます。",
            f"It is {decision.seat} that decides now; a forecast for {a.seat} has to wait for its turn.",
            WRONG_USE,
        )
    return decision


def chosen(a: argparse.Namespace, menu: Menu) -> tuple[int, ...]:
    """The options that were named, by id or number.

    :raises Failure: for one that is not open.
    """
    from game.engine import UnreadableMove

    found: list[int] = []
    for word in a.option:
        try:
            found.append(menu.find(word).choice.index)
        except UnreadableMove as e:
            open_ = ", ".join(entry.choice.id for entry in menu.entries)
            raise Failure(
                f"選択肢「{word}」は選べません（選べるもの：{open_}）。",
                f"There is no open option '{word}' (open: {open_}).",
                WRONG_USE,
            ) from e
    return tuple(dict.fromkeys(found))


def show(a: argparse.Namespace, game: Table, menu: Menu, picture: Picture) -> None:
    """All options beside each other, then each quarter by quarter."""
    from game.players.knowledge import Knowledge
    from game.terminal.figures import Figures
    from game.terminal.forecast import option, screen
    from game.texts.words import Words

    from .play import make_view

    words = Words(a.lang)
    view = make_view(a, words)
    figures = Figures(Knowledge(game.program, picture.seat), words, view.columns > 0)
    choices, numbers = menu.decision.options, {e.choice.index: str(e.number) for e in menu.entries}
    blocks = screen(figures, picture, choices, numbers, full=len(picture.options) == 1)
    if len(picture.options) > 1:
        for k in range(len(picture.options)):
            blocks += option(figures, picture, k, choices, numbers)
    view.show(blocks)


def calibration(a: argparse.Namespace) -> int:
    """Measures how often the bands hold what comes true, and prints it."""
    from game.engine import UnknownName, compile_pack
    from game.study.calibration import calibrate, ordered

    pack = load_pack(a.pack)
    try:
        program = compile_pack(pack, a.scenario, "")
        seat = a.seat or pack.info.seat
        found = calibrate(
            program, seat, a.games, seed=a.seed, worlds=a.playouts, progress=progress(a, a.games, whole=True)
        ).summary()
    except UnknownName as e:
        raise Failure(e.text("ja"), e.text("en"), WRONG_USE) from e
    except ValueError as e:
        raise Failure(
            f"席「{a.seat}」には決めることがありません。", f"The seat '{a.seat}' never decides.", WRONG_USE
        ) from e
    if a.json:
        print_json(found)
        return GOOD
    rows: list[list[str]] = []
    for row in ordered(found):
        name = row["value"]
        title = say(a, "総合", "Total") if name == "total" else pack.dimensions[name].item.title.get(a.lang)
        when = say(a, "終わり", "the end") if row["quarters"] == "end" else row["quarters"]
        rows.append([title, when, share(row["held50"]), share(row["held80"]), share(row["below_median"])])
    heads = [
        say(a, "値", "Value"), say(a, "何期先", "Quarters on"), say(a, "50%の幅に入った", "In the 50% band"),
        say(a, "80%の幅に入った", "In the 80% band"), say(a, "中央より下", "Below the median"),
    ]  # fmt: skip
    n, wins = found["forecasts"], found["wins"]
    print(say(a, f"{n:,}件の見通し（95%区間）", f"{n:,} forecasts (95% intervals)"))
    table(rows, heads)
    mean = 100 * wins["forecast"]["mean"]
    print(say(a, f"勝率：見込み{mean:.1f}%、実際", f"Wins: forecast {mean:.1f}%, real ") + share(wins["real"]))
    return GOOD


def share(found: dict[str, Any]) -> str:
    """A share with its interval."""
    low, high = found["ci95"]
    return f"{100 * found['share']:.1f}% ({100 * low:.1f} - {100 * high:.1f})"


def progress(a: argparse.Namespace, most: int, *, whole: bool = False) -> Any:
    """A bar on standard error where somebody watches; `whole`: it hears a number, not a part."""
    from .simulate import bar

    if a.json or not sys.stderr.isatty():
        return lambda part: None
    draw = bar(most)
    return draw if whole else lambda part: draw(round(part * most))
