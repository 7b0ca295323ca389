"""A game on the stage: which screen is shown for what is at hand, rivals that think beside it, and what a choice does.

    play = Play.begin(app, session)      shows the first screen
    play.choose(option); play.read(); play.accept(); play.undo()

Every choice goes through `choose`, so that sounds, saving and the next screen follow in one place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine import IllegalMove
from game.presenter.moments import Moment
from game.presenter.rivals import Rivals
from game.presenter.session import Session

if TYPE_CHECKING:
    from .app import App


class Play:
    """A session on the stage."""

    def __init__(self, app: App, session: Session) -> None:
        self.app, self.session = app, session
        self.rivals: Rivals | None = None
        self.moment: Moment = session.moment()
        self.version = 0  # counts whatever changes what screens show; what screens keep is kept under it

    @classmethod
    def begin(cls, app: App, session: Session) -> Play:
        """Takes the place of any game before it, and shows where the session stands."""
        if app.play is not None:
            app.play.leave()
        play = cls(app, session)
        app.play = play
        session.speak(app.words.lang)
        if app.services.instance is not None:
            app.say(app.services.instance.claim(session))
        play.show()
        return play

    # what is shown

    def show(self) -> None:
        """Goes to the screen for what is at hand."""
        self.version += 1
        self.moment = self.session.moment()
        if self.moment.kind == "rivals" and self.rivals is None:
            self.rivals = Rivals(self.session)
        from .screens import for_moment

        wanted = for_moment(self.app, self)
        here = self.app.screens[0] if self.app.screens else None
        if here is not None and type(here) is type(wanted) and here.stays:
            while len(self.app.screens) > 1:
                self.app.close()
            self.app.refresh()
        else:
            self.app.go(wanted)
        self.warn()

    def warn(self) -> None:
        """Says where the last moves could not be saved."""
        if self.session.unsaved and self.session.trouble is not None:
            self.app.say(self.session.trouble.text(self.app.words.lang), "warning")

    def speak(self, lang: str) -> None:
        """Another language from now on."""
        self.session.speak(lang)
        self.moment = self.session.moment()
        self.version += 1

    # what a player does

    def choose(self, option: int | str, cue: str = "confirm") -> bool:
        """Plays an option. False, with a sentence, where it is not legal."""
        try:
            self.session.submit(option)
        except IllegalMove as e:
            self.app.cue("refuse")
            self.app.say(e.text(self.app.words.lang) if hasattr(e, "text") else str(e), "warning")
            return False
        self.app.cue(cue)
        self.show()
        return True

    def read(self) -> None:
        """What is at hand has been read."""
        self.session.read()
        self.app.cue("page")
        self.show()

    def accept(self) -> None:
        """The next person sits at the screen."""
        self.session.accept()
        self.show()

    def undo(self) -> None:
        """Takes the last choice back, or says why not."""
        why = self.session.why_not_undo
        if why:
            self.app.cue("refuse")
            self.app.say(why, "warning")
            return
        self.session.undo()
        self.app.cue("card")
        self.show()
        self.app.say(self.app.words("desktop.undone"))

    def save(self) -> None:
        """Writes the game to its file again and says so: for those who press a key for it."""
        if self.session.save():
            self.app.say(self.app.words("desktop.saved", name=self.session.path.name), "good")
        self.warn()

    # rivals

    @property
    def busy(self) -> bool:
        """Whether a rival is thinking."""
        return self.moment.kind == "rivals"

    def update(self) -> None:
        """Once a frame: makes the rivals' moves that have been found."""
        if self.rivals is None or self.moment.kind != "rivals":
            return
        told = self.rivals.poll()
        if not self.rivals.thinking:
            self.close()
            self.show()
        elif told:  # another rival may be thinking now
            self.moment = self.session.moment()
            self.app.refresh()

    def close(self) -> None:
        """Stops rivals that are thinking. The game stays this window's until another takes its place."""
        if self.rivals is not None:
            self.rivals.cancel()
            self.rivals = None

    def leave(self) -> None:
        """The game is left: rivals stop, and other windows may open it. Everything has been saved."""
        self.close()
        if self.app.services.instance is not None:
            self.app.services.instance.let_go(self.session.path)
        self.app.play = None
