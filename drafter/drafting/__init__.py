"""Drafting: evidence per required item, then sentences from passages and frames, or from a model."""

from drafter.drafting.pipeline import Draft, DraftRequest, draft_report, estimate_draft

__all__ = ["Draft", "DraftRequest", "draft_report", "estimate_draft"]
