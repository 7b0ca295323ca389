"""Makes assets/app: python tools/make_app_icon.py [FOLDER]

The program's icon, drawn here: a circle in crimson held between two boards, blue and gold, on a night sky. As PNG at the
sizes that systems ask for, and all of them in one .ico for Windows. Needs pygame-ce only.
"""

from __future__ import annotations

import argparse
import io
import os
import struct
from pathlib import Path

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame  # after the line that keeps it quiet

ROOT = Path(__file__).resolve().parents[1]
SIZES = (16, 24, 32, 48, 64, 128, 256)
FINE = 2048  # drawn at this size, then smoothed down
NIGHT, DUSK, RIM = (9, 18, 38), (24, 48, 88), (70, 104, 152)
BLUE, BLUE_EDGE = (62, 116, 200), (112, 164, 236)
GOLD, GOLD_EDGE = (206, 160, 66), (244, 208, 124)
CRIMSON, GLOW, SHADE = (202, 46, 66), (238, 96, 108), (146, 26, 46)


def gradient(size: tuple[int, int], top: tuple[int, int, int], bottom: tuple[int, int, int]) -> pygame.Surface:
    """A surface that turns from one colour into another, downwards."""
    column = pygame.Surface((1, 256), pygame.SRCALPHA)
    for y in range(256):
        column.set_at((0, y), tuple(round(a + (b - a) * y / 255) for a, b in zip(top, bottom, strict=True)))
    return pygame.transform.smoothscale(column, size)


def shaped(fill: pygame.Surface, mask: pygame.Surface) -> pygame.Surface:
    """What of a filled surface lies under a white shape."""
    result = fill.copy()
    result.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
    return result


def rounded(size: tuple[int, int], box: tuple[int, int, int, int], radius: int) -> pygame.Surface:
    """A white rounded rectangle on a transparent surface."""
    mask = pygame.Surface(size, pygame.SRCALPHA)
    pygame.draw.rect(mask, (255, 255, 255), box, border_radius=radius)
    return mask


def board(colour: tuple[int, int, int], edge: tuple[int, int, int], *, small: bool) -> pygame.Surface:
    """A board that stands upright, its bright edge on the right; bolder where the picture is small."""
    width, height = (500, 1500) if small else (420, 1420)
    surface = pygame.Surface((width, height), pygame.SRCALPHA)
    pygame.draw.rect(surface, edge, (0, 0, width, height), border_radius=90)
    pygame.draw.rect(surface, colour, (0, 0, width - 70, height), border_radius=80)
    return surface


def drawing(*, small: bool) -> pygame.Surface:
    """The icon at FINE pixels; the small one has no fine details."""
    icon = pygame.Surface((FINE, FINE), pygame.SRCALPHA)
    margin = 0 if small else 64
    inner = (margin, margin, FINE - 2 * margin, FINE - 2 * margin)
    icon.blit(shaped(gradient((FINE, FINE), DUSK, NIGHT), rounded((FINE, FINE), inner, 430)), (0, 0))
    if not small:
        pygame.draw.rect(icon, RIM, inner, width=20, border_radius=430)
    left = pygame.transform.rotozoom(board(BLUE, BLUE_EDGE, small=small), -7, 1)
    right = pygame.transform.rotozoom(pygame.transform.flip(board(GOLD, GOLD_EDGE, small=small), True, False), 7, 1)
    middle, apart = FINE // 2, 600 if small else 590
    for picture, x in ((left, middle - apart), (right, middle + apart)):
        icon.blit(picture, picture.get_rect(center=(x, middle)))
    # the circle is taller than wide: it is being pressed
    ball = pygame.Rect(0, 0, 760, 900)
    ball.center = (middle, middle + (0 if small else 10))
    mask = pygame.Surface((FINE, FINE), pygame.SRCALPHA)
    pygame.draw.ellipse(mask, (255, 255, 255), ball)
    body = pygame.Surface((FINE, FINE), pygame.SRCALPHA)
    body.blit(gradient((ball.width, ball.height), CRIMSON if small else GLOW, CRIMSON if small else SHADE), ball)
    icon.blit(shaped(body, mask), (0, 0))
    if not small:
        shine = pygame.Surface((400, 260), pygame.SRCALPHA)
        pygame.draw.ellipse(shine, (255, 226, 226, 70), shine.get_rect())
        icon.blit(pygame.transform.rotozoom(shine, 18, 1), (middle - 290, middle - 360))
    return icon


def png(surface: pygame.Surface) -> bytes:
    """A surface as PNG."""
    file = io.BytesIO()
    pygame.image.save(surface, file, "icon.png")
    return file.getvalue()


def ico(pictures: dict[int, bytes]) -> bytes:
    """PNGs of square pictures, by their size, in one Windows icon."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    entries, body, offset = b"", b"", 6 + 16 * len(pictures)
    for size, data in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), offset)
        body += data
        offset += len(data)
    return head + entries + body


def make(folder: Path) -> None:
    """Write itabasami-SIZE.png and itabasami.ico."""
    folder.mkdir(parents=True, exist_ok=True)
    large, small = drawing(small=False), drawing(small=True)
    pictures = {size: png(pygame.transform.smoothscale(small if size <= 32 else large, (size, size))) for size in SIZES}
    for size, data in pictures.items():
        (folder / f"itabasami-{size}.png").write_bytes(data)
    (folder / "itabasami.ico").write_bytes(ico(pictures))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "assets" / "app")
    make(parser.parse_args().folder)
