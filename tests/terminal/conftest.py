"""A pseudo-terminal is a thing of POSIX; on Windows the tests by pipes cover the same ground."""

from __future__ import annotations

import os

collect_ignore = ["test_pseudo_terminal.py"] if os.name == "nt" else []
