"""Rules packs: reading, expanding and checking them; errors that a teacher can act on.

>>> from game.pack import Pack
>>> pack = Pack.load("rules/tutorial")
>>> pack.info.id
'tutorial'
"""

from .base import Text
from .check import coverage
from .model import Pack
from .neutral import without_names
from .problems import PackError, Problem

__all__ = ["Pack", "PackError", "Problem", "Text", "coverage", "without_names"]
