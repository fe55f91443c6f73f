"""Checking: figures, relations, required items and leftovers of any report, from the finished text alone."""

from drafter.checking.engine import CheckRequest, CheckResult, check_document, check_file
from drafter.checking.rules import check_metrics

__all__ = ["CheckRequest", "CheckResult", "check_document", "check_file", "check_metrics"]
