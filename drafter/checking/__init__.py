"""Checking: figures, relations, required items and leftovers of any report, from the finished text alone."""

from drafter.checking.engine import check_document
from drafter.checking.request import CheckRequest, check_file
from drafter.checking.result import CheckResult
from drafter.checking.rules import check_metrics

__all__ = ["CheckRequest", "CheckResult", "check_document", "check_file", "check_metrics"]
