"""Operational failures. What a check finds wrong in a report is a value (:mod:`drafter.findings`), never one of these.

::

    DrafterError                 exit code 2
    ├── InputError               a file, sheet, cell or option is unusable; says which and what to do
    ├── OutputError              a result cannot be written
    └── ServiceError             exit code 3: a model, embedding or vector service failed

``str(error)`` is one line of Chinese for the user; the command line prints it and nothing else.
"""

from __future__ import annotations

__all__ = ["DrafterError", "InputError", "OutputError", "ServiceError"]

_LONGEST = 200
_ENDING = 40


class DrafterError(Exception):
    """Base of every failure the user can do something about.

    Args:
        message: what is wrong, in one Chinese clause, without a final mark.
        where: the file, sheet, cell or option it is about, as the user would name it.
        hint: what to do about it, in one Chinese clause.
    """

    exit_code = 2

    def __init__(self, message: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.message = message
        self.where = where
        self.hint = hint
        super().__init__(self._line())

    def _line(self) -> str:
        message = self.message
        if len(message) > _LONGEST:  # a whole paragraph in a cell is not repeated in the error
            message = f"{message[: _LONGEST - _ENDING]}…{message[-_ENDING:]}"
        line = f"{self.where}：{message}" if self.where else message
        line = f"{line}。{self.hint}" if self.hint else line
        return " ".join(line.split()).rstrip("。") + "。"


class InputError(DrafterError):
    """Something the user gave cannot be used: missing, damaged, encrypted, or not what it claims to be."""


class OutputError(DrafterError):
    """A result cannot be written where the user asked for it."""


class ServiceError(DrafterError):
    """A service the user configured (model, embeddings, vector server) did not do its work."""

    exit_code = 3
