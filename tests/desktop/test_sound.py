"""The cues: all there, as loud as they are set, and quiet about everything that goes wrong."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.desktop import assets
from game.desktop import sound as module
from game.desktop.hush import hushed
from game.desktop.sound import CUES, EVENTS, Sound, gain, seems_to_have_a_card
from game.texts.words import Words
from tests.packs import ROOT
from tools.make_sounds import CUES as MADE


@pytest.fixture(autouse=True)
def silent_card(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A card that takes everything and plays nothing."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    yield
    pygame.mixer.quit()


@pytest.fixture
def sound() -> Iterator[Sound]:
    made = Sound(volume=50)
    made.start()
    yield made
    made.close()


def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    return now


def test_every_cue_that_was_made_is_played_by_some_event() -> None:
    assert set(CUES) == set(MADE) == set(EVENTS.values())
    assert {p.stem for p in (assets.ASSETS / "sounds").glob("*.wav")} == set(CUES)


def test_every_event_sounds(sound: Sound, monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock(monkeypatch)
    assert sound.state == "open"
    assert sound.trouble(Words("en")) == ""
    for event, cue in EVENTS.items():
        pygame.mixer.stop()
        now[0] += 1
        assert sound.play(event)
        assert sound.cues[cue].get_num_channels() == 1
        assert sound.cues[cue].get_volume() == pytest.approx(gain(50), abs=0.01)


def test_the_same_cue_at_once_is_one_sound(sound: Sound, monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock(monkeypatch)
    assert [sound.play("marker_moved") for _ in range(3)] == [True, False, False]
    assert sound.play("card_laid")
    now[0] += module.REST
    assert sound.play("marker_moved")


def test_volume_and_mute_count_at_once(sound: Sound, monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock(monkeypatch)
    assert sound.play("summit")
    sound.set(volume=100)
    assert sound.cues["summit"].get_volume() == pytest.approx(1, abs=0.01)
    sound.set(muted=True)
    assert sound.cues["summit"].get_volume() == 0
    now[0] += 1
    assert not sound.play("summit")
    sound.set(muted=False)
    assert sound.cues["summit"].get_volume() == pytest.approx(1, abs=0.01)
    assert sound.play("summit")
    sound.set(volume=0)
    now[0] += 1
    assert not sound.play("summit")


@pytest.mark.parametrize("off", [{"muted": True}, {"volume": 0}])
def test_where_sound_is_off_the_card_is_left_alone_until_it_is_wanted(off: dict[str, int]) -> None:
    made = Sound(**({"volume": 70, "muted": False} | off))  # pyright: ignore[reportArgumentType]
    made.set(muted=False, volume=50)
    assert pygame.mixer.get_init() is None  # nobody has said that the first frame is drawn
    made = Sound(**({"volume": 70, "muted": False} | off))  # pyright: ignore[reportArgumentType]
    made.start()
    assert (made.state, pygame.mixer.get_init()) == ("off", None)
    assert not made.play("confirmed")
    made.set(muted=False, volume=50)
    assert made.state == "open"
    assert made.play("confirmed")
    made.close()
    assert pygame.mixer.get_init() is None


def test_an_event_without_a_cue_is_logged(sound: Sound, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        assert not sound.play("nothing")
    assert "there is no cue for 'nothing'" in caplog.text


def test_after_closing_everything_is_quiet(sound: Sound) -> None:
    sound.close()
    sound.close()
    sound.set(volume=80)
    sound.start()
    assert not sound.play("confirmed")
    assert sound.state == "closed"
    assert pygame.mixer.get_init() is None


def test_a_mixer_that_somebody_else_has_closed(sound: Sound) -> None:
    pygame.mixer.quit()
    sound.set(volume=10)
    assert not sound.play("confirmed")
    sound.set(volume=20)
    sound.close()


@pytest.mark.parametrize("what", ["missing", "damaged"])
def test_a_cue_that_is_not_whole_stays_silent_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    (tmp_path / "sounds").mkdir()
    for name in CUES:
        (tmp_path / "sounds" / f"{name}.wav").write_bytes((assets.ASSETS / "sounds" / f"{name}.wav").read_bytes())
    broken = tmp_path / "sounds" / "gavel.wav"
    broken.unlink() if what == "missing" else broken.write_bytes(b"RIFF and nothing else")
    monkeypatch.setattr(assets, "ASSETS", tmp_path)
    made = Sound()
    made.start()
    assert not made.play("voted")
    assert made.play("confirmed")
    text = made.trouble(Words("en"))
    assert f"sounds/gavel.wav is {what}" in text
    assert "sounds/gavel.wav" in made.trouble(Words("ja"))
    made.close()


def test_a_driver_that_there_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no such driver")
    made = Sound()
    made.start()
    assert made.state == "none"
    assert not made.play("confirmed")
    made.set(volume=30)
    assert "plug in" in made.trouble(Words("en"))
    made.close()


@pytest.mark.parametrize(
    ("environ", "system", "files", "expected"),
    [
        ({}, "linux", [], False),
        ({}, "linux", ["snd/controlC0", "snd/timer"], False),
        ({}, "linux", ["snd/pcmC0D0p"], True),
        ({}, "linux", ["snd/pcmC0D0c"], False),  # a microphone alone
        ({}, "linux", ["dsp"], True),
        ({"PULSE_SERVER": "tcp:somewhere"}, "linux", [], True),
        ({"SDL_AUDIODRIVER": "alsa"}, "linux", [], True),
        ({"XDG_RUNTIME_DIR": "{here}"}, "linux", [], False),
        ({"XDG_RUNTIME_DIR": "{here}"}, "linux", ["pulse/native"], True),
        ({"XDG_RUNTIME_DIR": "{here}"}, "linux", ["pipewire-0"], True),
        ({}, "win32", [], True),
        ({}, "darwin", [], True),
    ],
)
def test_where_a_card_is_looked_for(
    tmp_path: Path, environ: dict[str, str], system: str, files: list[str], expected: bool
) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    around = {name: value.format(here=tmp_path) for name, value in environ.items()}
    assert seems_to_have_a_card(around, system, tmp_path) == expected


# what the terminal sees

PROGRAM = """
import logging, sys
logging.basicConfig(filename=sys.argv[1], level=logging.INFO)
from game.desktop.sound import Sound
sound = Sound()
sound.start()
sound.play("confirmed")
sound.close()
sys.exit(0 if sound.state == "closed" else 1)
"""


@pytest.mark.parametrize("driver", ["", "alsa", "pulseaudio", "dummy", "nonsense"])
def test_nothing_is_printed_whatever_the_card_says(tmp_path: Path, driver: str) -> None:
    around = {k: v for k, v in os.environ.items() if k not in ("SDL_AUDIODRIVER", "PYGAME_HIDE_SUPPORT_PROMPT")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "log")],
        cwd=ROOT, capture_output=True, timeout=60, check=False,
        env=around | ({"SDL_AUDIODRIVER": driver} if driver else {}),
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    if driver == "nonsense":
        assert "cannot be opened" in (tmp_path / "log").read_text(encoding="utf-8")


def test_what_c_says_is_handed_back_and_the_terminal_is_whole_again(capfd: pytest.CaptureFixture[str]) -> None:
    with hushed() as said:
        os.write(2, "ALSA: 板挟み\n".encode())
    assert said == ["ALSA: 板挟み"]
    os.write(2, b"after")
    assert capfd.readouterr().err == "after"


def test_an_error_within_gives_the_terminal_back(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="x"), hushed():
        raise ValueError("x")
    os.write(2, b"after")
    assert capfd.readouterr().err == "after"


def test_hushing_leaks_no_file() -> None:
    before = os.dup(0)
    os.close(before)
    for _ in range(20):
        with hushed():
            pass
    after = os.dup(0)
    os.close(after)
    assert after == before


def test_the_cues_are_what_the_mixer_takes() -> None:
    for name in CUES:
        with wave.open(str(assets.asset(f"sounds/{name}.wav"))) as file:
            assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
