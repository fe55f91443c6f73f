"""Batch: many counties at once, resumable, with a summary, a dashboard and a comparison of the counties."""

from drafter.batch.planning import Plan, plan_checks, plan_drafts
from drafter.batch.running import BatchOptions, BatchResult, run_batch

__all__ = ["BatchOptions", "BatchResult", "Plan", "plan_checks", "plan_drafts", "run_batch"]
