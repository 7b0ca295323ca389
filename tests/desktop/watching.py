"""Screens of a played game, staged once for each language and driven by real events."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pygame

from game.desktop.app import App
from game.desktop.gallery import SIZES, Shot, picture, settle, shots, staged
from game.desktop.kit import audit
from game.desktop.kit.node import Node, walk
from game.desktop.kit.text import Label, Rich

list(shots())  # enters the scenes


def stage(folder: Path, scene: str, lang: str = "en") -> App:
    """A scene with nothing going on any more."""
    return staged(Shot(scene, lang), folder)


def press(app: App, *keys: int, text: str = "") -> None:
    """Keys, one after the other."""
    for key in keys:
        app.handle(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0, unicode=text))


def click(app: App, key: str) -> None:
    """The left button on a node."""
    at = node(app, key).rect.center
    unit = app.stage.fonts.unit
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        app.handle(pygame.event.Event(kind, button=1, pos=(round(at[0] * unit), round(at[1] * unit))))


def node(app: App, key: str) -> Node:
    found = app.stage.find(key)
    assert found is not None, key
    return found


def said(app: App) -> str:
    """All text of the highest screen."""
    texts = [n.text for n in walk(app.upper.sheet.tree) if isinstance(n, Label)]
    texts += [span[0] for n in walk(app.upper.sheet.tree) if isinstance(n, Rich) for span in n.spans]
    return "\n".join(texts)


def faults(app: App, scales: tuple[int, ...] = (80, 100, 150)) -> list[str]:
    """What is wrong with the layout of the highest screen at any size and text scale; what lies below it is another's."""
    found: list[str] = []
    for size in SIZES:
        for scale in scales:
            app.settings = replace(app.settings, text_scale=scale)
            app.resize(size)
            picture(app)
            drawn, tree = app.stage.audit or [], app.upper.sheet.tree
            top = max((d.layer for d in drawn), default=0)
            wrong = audit.overflowing(tree) + audit.overlapping([d for d in drawn if d.layer == top])
            if not audit.grown(app.stage.room).contains(tree.rect):
                wrong.append(f"larger than the window: {tree.rect}")
            found += [f"{size} {scale}: {fault}" for fault in wrong]
    return found


def tour(app: App) -> list[str]:
    """Where Tab stops, once around."""
    found: list[str] = []
    for _ in range(400):
        press(app, pygame.K_TAB)
        focus = app.stage.acting.focus
        if focus in found:
            return found
        found.append(focus)
    raise AssertionError("Tab never comes around")


__all__ = ["click", "faults", "node", "press", "said", "settle", "stage", "tour"]
