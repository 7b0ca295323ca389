"""OpenSpiel has no wheel for every machine (requirements/adapters.in says which); there its tests do not exist."""

from __future__ import annotations

import platform
import sys

MISSING = {"darwin": "x86_64", "win32": "ARM64"}

collect_ignore = ["test_openspiel.py"] if platform.machine() == MISSING.get(sys.platform, "") else []
