"""Where fonts, icons, sounds and the map lie, and one sentence where one of them is missing or damaged.

>>> asset("sounds/card.wav").name
'card.wav'
>>> try:
...     asset("fonts/none.ttf")
... except AssetError as e:
...     e.text("en")
'assets/fonts/none.ttf is missing: install the game again, or in a checkout restore the folder assets.'
"""

from __future__ import annotations

from pathlib import Path

from game.files import FileError
from game.texts.words import Words

ASSETS = Path(__file__).resolve().parents[2] / "assets"  # beside game/, in a checkout and in the packaged game


class AssetError(FileError):
    """A file of the game itself that is missing, damaged or may not be read: the game was not installed whole."""

    def __init__(self, name: str, code: str, detail: str = "") -> None:
        self.name, self.path, self.code, self.detail = name, ASSETS / name, code, detail
        ValueError.__init__(self, self.text("en"))  # the sentences of a user's files are others

    def text(self, lang: str) -> str:
        """The sentence in `lang`, with the file's place in the game's folder."""
        return Words(lang)(f"asset.{self.code}", name=f"{ASSETS.name}/{self.name}")


def asset(name: str) -> Path:
    """Where a file of `assets/` lies; `name` has forward slashes.

    :raises AssetError: where it is not there or may not be read.
    """
    path = ASSETS / name
    try:
        with path.open("rb"):
            return path
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as e:
        raise AssetError(name, "missing", str(e)) from e
    except OSError as e:
        raise AssetError(name, "unreadable", str(e)) from e


def told(error: BaseException) -> BaseException:
    """An error for which there is a sentence: a file of the game's own that could not be read becomes an `AssetError`.

    >>> told(FileNotFoundError(2, "No such file", str(ASSETS / "map" / "land.bin"))).text("en")[:27]
    'assets/map/land.bin is miss'
    >>> told(ValueError("other"))
    ValueError('other')
    """
    path = getattr(error, "path", None) or getattr(error, "filename", None)
    if not isinstance(error, OSError) or path is None or not Path(path).is_relative_to(ASSETS):
        return error
    code = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
    return AssetError(Path(path).relative_to(ASSETS).as_posix(), code, str(error))


def damaged(name: str, error: Exception) -> AssetError:
    """The error to raise where a library refuses a file that is there: `raise damaged(name, e) from e`."""
    return AssetError(name, "damaged", str(error))
