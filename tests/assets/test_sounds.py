"""The cues are small and gentle, and come out of their script again."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from tools import make_sounds

SOUNDS = Path(__file__).resolve().parents[2] / "assets" / "sounds"
CUES = sorted(make_sounds.CUES)


def read(path: Path) -> np.ndarray:
    """Samples from -1 to 1 of a WAV with 16 bits, mono, 22,050 a second."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768


def test_there_is_one_file_for_each_cue():
    assert {path.stem for path in SOUNDS.glob("*.wav")} == set(CUES)
    assert all(path.stat().st_size < 60_000 for path in SOUNDS.glob("*.wav"))


@pytest.mark.parametrize("name", CUES)
def test_a_cue_is_quiet_and_begins_and_ends_in_silence(name: str):
    sound = read(SOUNDS / f"{name}.wav")
    assert 0.25 < np.abs(sound).max() <= 0.6, "neither lost nor near clipping"
    assert np.sqrt((sound**2).mean()) < 0.15
    assert abs(sound.mean()) < 0.01
    assert np.abs(sound[:3]).max() < 0.02
    assert np.abs(sound[-10:]).max() < 0.01
    assert 0.1 < len(sound) / 22_050 < 1.4


@pytest.mark.parametrize("name", CUES)
def test_a_cue_has_no_shrill_part(name: str):
    power = np.abs(np.fft.rfft(read(SOUNDS / f"{name}.wav"))) ** 2
    pitch = np.fft.rfftfreq(2 * len(power) - 1, 1 / 22_050)
    assert power[pitch > 6000].sum() < 0.05 * power.sum()


def test_the_cues_come_out_the_same_again(tmp_path: Path):
    for run in ("first", "second"):
        make_sounds.make(tmp_path / run)
    for name in CUES:
        first = (tmp_path / "first" / f"{name}.wav").read_bytes()
        assert first == (tmp_path / "second" / f"{name}.wav").read_bytes()
        # sines may differ in their last bit between systems: one step of 65,536 at most
        kept = read(SOUNDS / f"{name}.wav")
        assert np.abs(kept - read(tmp_path / "first" / f"{name}.wav")).max() <= 1.5 / 32768
