"""Starts Itabasami: what it can do is in game.cli; here only what is needed to start is checked.

Written so that a Python which is too old still reads it and can say so.
"""

import sys
from importlib.util import find_spec

NEEDED = ("numpy", "platformdirs", "pydantic", "rich")  # as in requirements/runtime.in


def problem(version, missing):
    """Why the program can't start, in Japanese and English, or "" where it can.

    >>> problem((3, 12), [])
    ''
    """
    if version < (3, 11):
        return (
            "Python 3.11 以上が必要です(今の Python は {0}.{1})。\n"
            "Python 3.11 or newer is needed (this one is {0}.{1}).".format(*version)
        )
    if missing:
        return (
            "必要なパッケージがありません({0})。「make play」(Windows では「make.bat play」)で準備から開始まで行います。\n"
            "Packages are missing ({0}). `make play` (on Windows `make.bat play`) sets them up and starts the game."
        ).format(", ".join(missing))
    return ""


if __name__ == "__main__":
    why = problem(sys.version_info[:2], [name for name in NEEDED if find_spec(name) is None])
    if why:
        sys.stderr.write(why + "\n")
        sys.exit(2)
    from game.cli import main

    sys.exit(main(sys.argv[1:]))
