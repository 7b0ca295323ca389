"""The game's eleven cues, by what has happened.

    sound = Sound(volume=70, muted=False)
    sound.start()                  after the first frame: opens the card and reads the cues
    sound.play("confirmed")        at once; nothing while there is no sound yet, or none at all
    sound.set(volume=40), sound.set(muted=True)
    sound.trouble(words)           for the settings screen: why nothing is to be heard, else ""
    sound.close()                  before pygame.quit()

Nothing here raises or prints: a game without sound is a game. The card is opened only where there seems to be one, and not
as long as the sound is off. That happens on the main thread, once, and takes as long as the system takes: pygame holds the
interpreter meanwhile, so another thread would only seem to run beside the drawing.

>>> Sound().play("confirmed")
False
>>> sorted(set(EVENTS.values())) == sorted(CUES)
True
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pygame

from game.texts.words import Words

from .assets import AssetError, asset, damaged
from .hush import hushed

# What happens in the game -> its cue. `news`, `outcome`, `quarter` and `shock` are kinds of `presenter.moments.Moment`.
EVENTS: Mapping[str, str] = {
    "card_laid": "card",
    "marker_moved": "marker",
    "confirmed": "confirm",
    "refused": "refuse",
    "news": "page",
    "page_turned": "page",
    "outcome": "gavel",
    "voted": "gavel",
    "shock": "alert",
    "crisis": "alert",
    "quarter": "quarter",
    "summit": "summit",
    "won": "win",
    "lost": "loss",
}
CUES = ("card", "marker", "confirm", "refuse", "page", "gavel", "alert", "quarter", "summit", "win", "loss")
RATE, BITS, MONO, BUFFER = 44_100, -16, 2, 1024  # samples a second, signed bits, channels, samples: 23 ms
REST = 0.06  # seconds before the same cue sounds again: ten markers that move at once are one sound
State = Literal["off", "open", "none", "closed"]
log = logging.getLogger(__name__)


def gain(volume: int) -> float:
    """The factor for a volume in per cent; squared, since ears hear ratios: half the way is about half as loud.

    >>> gain(100), gain(50), gain(0)
    (1.0, 0.25, 0.0)
    """
    return (volume / 100) ** 2


def seems_to_have_a_card(environ: Mapping[str, str], system: str = sys.platform, devices: Path = Path("/dev")) -> bool:
    """Whether it is worth asking for sound. Linux says by its files whether there is a card or a sound server; somebody
    who names a driver by SDL_AUDIODRIVER knows; other systems answer quickly and quietly when they are asked."""
    if environ.get("SDL_AUDIODRIVER") or not system.startswith("linux"):
        return True
    if environ.get("PULSE_SERVER") or environ.get("PIPEWIRE_REMOTE"):
        return True
    own = environ.get("XDG_RUNTIME_DIR", "")
    if own and any((Path(own) / name).exists() for name in ("pulse/native", "pipewire-0")):
        return True
    return (devices / "dsp").exists() or any((devices / "snd").glob("pcm*p"))


class Sound:
    """The cues and how loud they are. All methods are for the main thread."""

    def __init__(self, volume: int = 70, muted: bool = False) -> None:
        self.volume, self.muted = volume, muted
        self.state: State = "off"
        self.wanted = False  # whether `start` was called
        self.cues: dict[str, pygame.mixer.Sound] = {}
        self.last: dict[str, float] = {}
        self.missing: AssetError | None = None

    def start(self) -> None:
        """Opens the card, unless the sound is off; then the first `set` that turns it on does so."""
        self.wanted = True
        if self.state != "off" or not self.audible:
            return
        self.state = "open" if seems_to_have_a_card(os.environ) and opened() else "none"
        if self.state == "open":
            self.read()
        else:
            log.info("there is no sound")

    def read(self) -> None:
        """Reads the cues; one that is missing stays silent."""
        cues: dict[str, pygame.mixer.Sound] = {}
        for name in CUES:
            try:
                cues[name] = load(f"sounds/{name}.wav")
            except AssetError as e:
                log.warning("%s (%s)", e, e.detail)
                self.missing = e
        self.cues = cues

    @property
    def audible(self) -> bool:
        """Whether anything is to be heard by what is set."""
        return not self.muted and self.volume > 0

    def set(self, *, volume: int | None = None, muted: bool | None = None) -> None:
        """Changes how loud it is, 0 to 100, and whether it is off; what is sounding follows at once."""
        self.volume = self.volume if volume is None else volume
        self.muted = self.muted if muted is None else muted
        if self.state == "open":
            try:
                for cue in self.cues.values():
                    cue.set_volume(gain(self.volume) if self.audible else 0.0)
            except pygame.error as e:
                self.lost(e)
        elif self.wanted:
            self.start()

    def play(self, event: str) -> bool:
        """Lets the cue of an event, or of its own name, sound, unless the same one has just begun; whether it does."""
        name = EVENTS.get(event, event)
        if name not in CUES:
            log.error("there is no cue for '%s'", event)
            return False
        cue, now = self.cues.get(name), time.monotonic()
        if self.state != "open" or cue is None or not self.audible or now - self.last.get(name, -REST) < REST:
            return False
        try:
            cue.set_volume(gain(self.volume))
            playing = cue.play()
        except pygame.error as e:
            self.lost(e)
            return False
        self.last[name] = now
        return playing is not None

    def lost(self, error: pygame.error) -> None:
        """Somebody has closed the mixer."""
        log.warning("no sound any more: %s", error)
        self.state = "none"

    def trouble(self, words: Words) -> str:
        """Why nothing is to be heard, or not everything, in one sentence; "" where all is well."""
        if self.state == "none":
            return words("sound.none")
        return self.missing.text(words.lang) if self.missing is not None else ""

    def close(self) -> None:
        """Ends all sound."""
        if self.state == "open":
            pygame.mixer.quit()
        self.state, self.cues = "closed", {}


def opened() -> bool:
    """Opens the sound card; what it says on the way goes into the log."""
    good, said = True, list[str]()
    try:
        with hushed() as said:
            pygame.mixer.init(RATE, BITS, MONO, BUFFER)
    except (pygame.error, OSError) as e:  # OSError: no room for what it says
        log.info("the sound card cannot be opened: %s", e)
        good = False
    if said:
        log.info("said on the way: %s", said[0])
    return good


def load(name: str) -> pygame.mixer.Sound:
    """A cue of `assets/`.

    :raises AssetError: where it is missing or damaged.
    """
    try:
        return pygame.mixer.Sound(asset(name))
    except (pygame.error, OSError) as e:
        raise damaged(name, e) from e
