"""What is wrong with the layout of a stage: text on top of text, text beyond the window, nodes that do not fit their place.

Measured from what was placed and drawn, so it holds in any language, at any size and text scale.
"""

from __future__ import annotations

from pygame import FRect, Rect

from .boxes import Layers, Pinned
from .node import Node, walk
from .painter import Drawn
from .scroll import Scroll
from .stage import PASSIVE, Stage

SLACK = 1.5  # units
TOUCH = 2  # pixels by which two lines of text may touch


def faults(stage: Stage) -> list[str]:
    """Everything that is wrong, in words for whoever mends it. The stage must have drawn with `audit` set to a list."""
    found: list[str] = []
    for sheet in stage.sheets:
        if sheet.kind not in PASSIVE:
            found += overflowing(sheet.tree)
            if not grown(stage.room).contains(sheet.tree.rect):
                found.append(f"a {sheet.kind} is larger than the window: {sheet.tree.rect}")
    drawn = stage.audit or []
    window = Rect(0, 0, *stage.size)
    for text in drawn:
        if not window.contains(text.box) and text.clip.size == window.size:
            found.append(f"beyond the window: '{text.text}' at {text.box}")
    top = max((d.layer for d in drawn), default=0)
    return found + overlapping([d for d in drawn if d.layer == top])


def grown(rect: FRect) -> FRect:
    return rect.inflate(SLACK * 2, SLACK * 2)


def overflowing(tree: Node) -> list[str]:
    """Nodes that reach beyond the one they are in, unless that scrolls."""
    found: list[str] = []
    for node in walk(tree):
        if isinstance(node, Scroll | Layers | Pinned):
            continue
        for child in node.children:
            if child.rect.w > 0 and child.rect.h > 0 and not grown(node.rect).contains(child.rect):
                found.append(
                    f"{named(child)} at {rounded(child.rect)} does not fit {named(node)} at {rounded(node.rect)}"
                )
    return found


def named(node: Node) -> str:
    text = getattr(node, "text", "")
    return f"{type(node).__name__} {node.key} '{text}'" if text else f"{type(node).__name__} {node.key}"


def rounded(rect: FRect) -> tuple[int, int, int, int]:
    return round(rect.x), round(rect.y), round(rect.w), round(rect.h)


def overlapping(drawn: list[Drawn]) -> list[str]:
    """Texts whose ink lies over that of others."""
    seen = [(d, d.box.clip(d.clip)) for d in drawn]
    seen = [(d, box) for d, box in seen if box.w > TOUCH and box.h > TOUCH]
    seen.sort(key=lambda s: s[1].y)
    found: list[str] = []
    for i, (one, a) in enumerate(seen):
        for other, b in seen[i + 1 :]:
            if b.y >= a.bottom - TOUCH:
                break
            both = a.clip(b)
            if both.w > TOUCH and both.h > TOUCH and not (one.text == other.text and a == b):
                found.append(f"'{one.text}' at {tuple(a)} and '{other.text}' at {tuple(b)} overlap")
    return found
