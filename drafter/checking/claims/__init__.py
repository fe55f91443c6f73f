"""What a report says beyond its figures: documents it cites, claims it makes, people it names."""

from drafter.checking.claims.assertions import Assertion, Claim, find_assertions
from drafter.checking.claims.documents import Citation, find_citations
from drafter.checking.claims.passages import Segment, role_of_paragraphs, segments

__all__ = [
    "Assertion",
    "Citation",
    "Claim",
    "Segment",
    "find_assertions",
    "find_citations",
    "role_of_paragraphs",
    "segments",
]
