"""What can go wrong with workers, by name; whoever shows it has the sentences."""

from __future__ import annotations


class PoolError(Exception):
    """A study cannot be played where it was asked to.

    code    "no-dask", "address", "unreachable", "no-workers", "lost", "killed", "other-code", "no-package"
    detail  the address, or what the other side said
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)  # both, so that it travels between processes
        self.code, self.detail = code, detail
