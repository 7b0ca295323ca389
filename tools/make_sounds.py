"""Makes assets/sounds: python tools/make_sounds.py [FOLDER]

The game's cues, put together from sines and shaped noise by numpy: quiet, short, without a hard edge. 16 bits, mono,
22,050 samples a second. Running it again gives the same bytes.
"""

from __future__ import annotations

import argparse
import wave
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
RATE = 22_050  # samples a second
Wave = NDArray[np.float64]

# Notes in hertz: the pentatonic scale on D that Japanese music calls yo, in which nothing clashes.
D3, G3, A3, B3 = 146.83, 196.0, 220.0, 246.94
D4, E4, G4, A4, B4 = 293.66, 329.63, 392.0, 440.0, 493.88
D5, D6 = 587.33, 1174.66
F4, C4 = 349.23, 261.63  # from outside the scale, for what goes wrong


def time(seconds: float) -> Wave:
    """The moments of a sound's samples, in seconds."""
    return np.arange(round(seconds * RATE)) / RATE


def shape(t: Wave, attack: float, decay: float) -> Wave:
    """Loudness 0 to 1: up within `attack` seconds, then down to a third each `decay` seconds, and to nothing over the last third."""
    release = np.clip((t[-1] - t) / (t[-1] / 3), 0, 1)
    return np.clip(t / attack, 0, 1) * np.exp(-t / decay) * release


def tone(
    pitch: float, seconds: float, decay: float, partials: Sequence[float] = (1, 0.3, 0.1), attack: float = 0.006
) -> Wave:
    """A note; partials are the strengths of its harmonics. High ones fade sooner, as those of strings and bars do."""
    t = time(seconds)
    parts = [s * np.sin(2 * np.pi * pitch * (k + 1) * t) * np.exp(-t * k / decay) for k, s in enumerate(partials)]
    return np.sum(parts, axis=0) * shape(t, attack, decay)


def bell(pitch: float, seconds: float, decay: float) -> Wave:
    """A small bell: its partials are no harmonics (ratios of a bar's modes)."""
    t = time(seconds)
    parts = [(1.0, 1.0), (2.76, 0.35), (5.4, 0.12)]
    return np.sum(
        [s * np.sin(2 * np.pi * pitch * r * t) * np.exp(-t * r / decay / 2) for r, s in parts], axis=0
    ) * shape(t, 0.003, decay)


def rustle(seconds: float, low: float, high: float, seed: int) -> Wave:
    """Noise between two pitches: paper, cloth, air. Flat; multiply it with a shape."""
    count = round(seconds * RATE)
    noise = np.random.default_rng(seed).standard_normal(count)
    spectrum = np.fft.rfft(noise)
    pitch = np.fft.rfftfreq(count, 1 / RATE)
    # soft edges, or the band would ring
    band = 1 / (1 + (low / np.maximum(pitch, 1)) ** 4) / (1 + (pitch / high) ** 4)
    sound = np.fft.irfft(spectrum * band, count)
    return sound / np.abs(sound).max()


def knock(pitch: float, seconds: float, decay: float, seed: int) -> Wave:
    """Wood on wood: a low note that drops a little, and a short scrape."""
    t = time(seconds)
    phase = 2 * np.pi * pitch * (t + 0.004 * (1 - np.exp(-t / 0.01)))
    body = np.sin(phase) + 0.5 * np.sin(2.3 * phase) * np.exp(-t / 0.02)
    scrape = rustle(seconds, 500, 3500, seed) * np.exp(-t / 0.008)
    return (body + 0.6 * scrape) * shape(t, 0.001, decay)


def together(seconds: float, *parts: tuple[float, float, Wave]) -> Wave:
    """Sounds laid over one another; each with its start in seconds and its strength."""
    whole = np.zeros(round(seconds * RATE))
    for start, strength, sound in parts:
        at = round(start * RATE)
        length = min(len(sound), len(whole) - at)
        whole[at : at + length] += strength * sound[:length]
    return whole


def card() -> Wave:
    """A card is laid down: a brush of paper, then a tap."""
    t = time(0.16)
    brush = rustle(0.16, 900, 5000, 1) * np.clip(t / 0.06, 0, 1) * np.exp(-np.clip(t - 0.06, 0, None) / 0.02)
    return together(0.24, (0, 0.5, brush), (0.07, 0.6, knock(190, 0.15, 0.03, 2)))


def marker() -> Wave:
    """A marker moves a step: a wooden piece on a board."""
    return together(0.16, (0, 0.8, knock(420, 0.14, 0.028, 3)))


def confirm() -> Wave:
    """Decided: two notes upwards."""
    return together(0.6, (0, 0.7, tone(A4, 0.4, 0.12)), (0.09, 0.8, tone(D5, 0.5, 0.16)))


def refuse() -> Wave:
    """Not possible: two dull notes downwards."""
    dull = (1, 0.5, 0.15)
    return together(0.45, (0, 0.8, tone(B3, 0.2, 0.08, dull)), (0.11, 0.8, tone(G3, 0.33, 0.1, dull)))


def page() -> Wave:
    """A page of the newspaper is turned."""
    t = time(0.42)
    swell = np.exp(-(((t - 0.13) / 0.07) ** 2)) + 0.55 * np.exp(-(((t - 0.29) / 0.05) ** 2))
    flutter = 0.75 + 0.25 * np.sin(2 * np.pi * 31 * t)
    return rustle(0.42, 700, 4200, 4) * swell * flutter * shape(t, 0.02, 1.0)


def gavel() -> Wave:
    """The chair's gavel, twice."""
    return together(0.75, (0, 0.9, knock(185, 0.3, 0.06, 5)), (0.27, 1.0, knock(185, 0.45, 0.08, 6)))


def alert() -> Wave:
    """Something presses: the same low bell twice, a fifth apart from its echo."""
    return together(
        1.1, (0, 0.8, bell(E4, 0.7, 0.25)), (0.24, 0.8, bell(E4, 0.8, 0.3)), (0.24, 0.25, tone(B3, 0.8, 0.3))
    )


def quarter() -> Wave:
    """A quarter ends: three soft bells downwards."""
    notes = [(0.0, B4), (0.16, G4), (0.32, D4)]
    return together(1.3, *((start, 0.7, bell(pitch, 0.95, 0.35)) for start, pitch in notes))


def summit() -> Wave:
    """The delegations sit down: a low fifth, and a slow rise over it."""
    slow = [(0.0, 0.4, D3), (0.0, 0.55, A3), (0.2, 0.45, D4), (0.36, 0.4, E4), (0.52, 0.4, A4)]
    notes = [
        (start, s, tone(pitch, 1.33 - start, 0.38, (1, 0.35, 0.15, 0.06), attack=0.06)) for start, s, pitch in slow
    ]
    return together(1.33, *notes)


def win() -> Wave:
    """Won: up the scale to a chord."""
    rise = [(0.0, D4), (0.12, G4), (0.24, A4), (0.36, D5)]
    chord = [(0.36, G4), (0.36, B4), (0.42, D6)]
    notes = [(start, 0.6, tone(pitch, 0.9, 0.3)) for start, pitch in rise]
    return together(1.33, *notes, *((start, 0.35, tone(pitch, 0.9, 0.35)) for start, pitch in chord))


def loss() -> Wave:
    """Lost: down to a note that does not fit."""
    fall = [(0.0, A4, 0.22), (0.17, F4, 0.25), (0.35, D4, 0.28), (0.55, C4, 0.3)]
    notes = [(start, 0.6, tone(pitch, 0.78, decay, (1, 0.2, 0.05), attack=0.02)) for start, pitch, decay in fall]
    return together(1.33, *notes, (0.55, 0.3, tone(D3, 0.78, 0.35)))


# Sound -> what makes it, and its greatest swing of 1. All are played at the volume that the player sets.
CUES: dict[str, tuple[Callable[[], Wave], float]] = {
    "card": (card, 0.4),
    "marker": (marker, 0.35),
    "confirm": (confirm, 0.4),
    "refuse": (refuse, 0.45),
    "page": (page, 0.3),
    "gavel": (gavel, 0.6),
    "alert": (alert, 0.45),
    "quarter": (quarter, 0.4),
    "summit": (summit, 0.45),
    "win": (win, 0.5),
    "loss": (loss, 0.5),
}


def samples(name: str) -> NDArray[np.int16]:
    """The samples of a cue, swinging as far as CUES says; it begins and ends in silence."""
    make, swing = CUES[name]
    sound = make()
    edge = round(0.003 * RATE)
    sound[:edge] *= np.linspace(0, 1, edge)
    sound[-4 * edge :] *= np.linspace(1, 0, 4 * edge)
    return np.round(sound / np.abs(sound).max() * swing * 32767).astype("<i2")


def make(folder: Path) -> None:
    """Write all cues as WAV."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in CUES:
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples(name).tobytes())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "assets" / "sounds")
    make(parser.parse_args().folder)
