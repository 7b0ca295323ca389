"""A secret choice, staged: the ladder of the crisis, where each side stands as far as one knows, and sealed cards."""

from __future__ import annotations

from game.desktop.app import App, confirm
from game.desktop.figure_card import change_label
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Row, Space
from game.desktop.kit.controls import Button, heading, panel
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Icon, Label, Mark, Rule
from game.desktop.screen import Screen
from game.presenter.chart import Ladder
from game.presenter.crisis import Crisis, Side, crisis

from .choice_cards import Choices
from .event_parts import flag_of, foot, head, page

DARK: theme.Colour = (40, 22, 44)


class Secret(Screen):
    """A decision that nobody learns of before all are laid open."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        assert app.play is not None
        self.play = app.play
        self.choices = Choices(app, self.play, sealed=True)
        self.version = -1
        self._crisis: Crisis | None = None

    @property
    def crisis(self) -> Crisis | None:
        if self.version != self.play.version:
            session = self.play.session
            self._crisis, self.version = crisis(session.figures, session.table), self.play.version
            assumed = self._crisis.assumed if self._crisis is not None else ""
            self.choices.note = self.words("secret.assumed", what=assumed) if assumed else self.words("secret.guessed")
        return self._crisis

    def opened(self) -> None:
        self.app.cue("alert")

    # what is shown

    def compose(self) -> Node:
        words, moment, at = self.words, self.play.moment, self.crisis
        note = moment.turn_title
        if at is not None and at.rounds > 1:
            note += "　" if words.lang == "ja" else " · "
            note += words("secret.round", n=at.round, of=at.rounds)
        top = head(self.app, moment.title or words("secret.title"), note, "mask")
        parts: list[Node] = []
        if at is not None:
            parts.append(
                Row(
                    [self.ladder(at.ladder), self.sides(at.sides), self.stakes(at)],
                    gap=12,
                    align=None,
                    even=True,
                    wrap=True,
                    grow=1,
                )
            )
        law = Row([Icon("lock", 18, theme.BRASS), Label(words("secret.law"), theme.STRONG, theme.BRASS, grow=1)], gap=9)
        prompt = Label(moment.prompt, theme.BODY) if moment.prompt else None
        cards = Column([prompt, self.choices.compose(most=5)], gap=10)
        parts.append(Scroll(cards, key="secret.cards", small=190, grow=0 if at is not None else 1))
        return page(Column(parts, gap=12), top, foot(self.primary(), law), DARK)

    def primary(self) -> Button:
        words, chosen = self.words, self.choices.chosen
        if chosen is None:
            return Button(words("secret.choose"), key="secret.seal", tip=words("events.choose_hint"))
        return Button(words("secret.seal", title=chosen.title), "primary", "lock", key="secret.seal", action=self.ask)

    def ladder(self, ladder: Ladder) -> Node:
        """The rungs as steps, the highest at the top."""
        steps = [self.step(ladder, i) for i in reversed(range(len(ladder.rungs)))]
        title = heading(ladder.title, style=theme.LABEL, icon="up")
        listed = Scroll(Column(steps, gap=4), key="secret.ladder.scroll", grow=1)
        return Frame(Column([title, listed], gap=8), fill=theme.PANEL, edge=theme.RAISED, grow=1.1)

    def step(self, ladder: Ladder, at: int) -> Node:
        """One step: indented by its height, filled up to where the crisis stands."""
        words, rung = self.words, ladder.rungs[at]
        top = at == len(ladder.rungs) - 1
        colour = theme.BAD if top else theme.WARN if rung.reached else theme.MUTED
        note = words("secret.here") if rung.here else words("secret.war") if top else ""
        line = Row(
            [
                Label(str(at), theme.LABEL, colour),
                Label(rung.title, theme.STRONG, theme.LIGHT if rung.reached or top else theme.MUTED),
                Label(note, theme.TINY_STRONG, theme.BRASS if rung.here else theme.BAD, 1.0, grow=1),
            ],
            gap=12,
        )
        fill = theme.RAISED if rung.reached else theme.TABLE
        edge = theme.BRASS if rung.here else theme.BAD if top else None
        step = Frame(line, pad=(12, 3.5), fill=fill, edge=edge, bar=colour if rung.reached else None, radius=4, grow=1)
        tip = {"key": "secret.ladder.here", "tip": f"why:{ladder.id}"} if rung.here else {}
        return Row([Frame(Node(), pad=0, wide=at * 12.0, widest=at * 12.0), step], gap=0, **tip)  # type: ignore[arg-type]

    def sides(self, sides: tuple[Side, ...]) -> Node:
        """What each did the last time; what it does now is sealed."""
        rows: list[Node] = []
        for side in sides:
            if rows:
                rows.append(Rule(theme.RAISED))
            rows.append(self.side(side))
        return panel(*rows, key="secret.sides", title=self.words("secret.sides"), icon="users", grow=1.0)

    def side(self, side: Side) -> Node:
        words = self.words
        last = words("secret.last_time", what=side.last) if side.last else words("secret.first_time")
        now = words("secret.yours" if side.mine else "secret.sealed")
        colour = theme.BRASS if side.mine else theme.MUTED
        name = Row([flag_of(side.seat, 18), Mark(side.seat, 15), Label(side.seat_title, theme.LABEL, grow=1)], gap=9)
        sealed = Row([Icon("target" if side.mine else "lock", 14, colour), Label(now, theme.SMALL, colour)], gap=6)
        top = Row([name, Space(grow=1), sealed], gap=10, wrap=True)
        return Column([top, Label(last, theme.SMALL)], gap=2)

    def stakes(self, at: Crisis) -> Node:
        """The figures that it will move, and the ways to lose that are near."""
        rows = [
            Row(
                [Label(r.title, theme.SMALL, grow=1), Label(r.value.text, theme.SMALL_STRONG, single=True), change_label(r.change)],
                gap=10, key=f"secret.stake.{r.id}", tip=f"why:{r.id}",
            )
            for r in at.stakes
        ]  # fmt: skip
        return panel(*rows, key="secret.stakes", title=self.words("secret.stakes"), icon="scale", grow=1.0)

    # what is done

    def ask(self) -> None:
        """Asks once more before the choice is sealed."""
        chosen, words = self.choices.chosen, self.words
        if chosen is not None:
            text = words("secret.confirm", title=chosen.title)
            confirm(self.app, text, words("secret.confirm_yes"), self.seal)

    def seal(self) -> None:
        """Plays the card that lies in front."""
        chosen = self.choices.chosen
        if chosen is not None:
            self.play.choose(chosen.index)

    def way(self, option: str) -> tuple[str, ...]:
        return (f"choice.{option}", "secret.seal", "confirm.yes")

    def back(self) -> None:
        from .pause import PauseMenu

        self.app.open(PauseMenu(self.app))

    def key(self, key: int, text: str) -> bool:
        return self.choices.key(text)

    def update(self, now: float) -> None:
        if self.busy and self.choices.work():
            self.app.refresh()

    @property
    def busy(self) -> bool:
        return self.choices.busy
