"""The knowledge base: sample reports and policies, split at their own headings and searched by wording and meaning.

Importing it imports neither Chroma nor LangChain nor numpy; they are loaded when a library is opened.
"""

from drafter.library.given import Given
from drafter.library.hits import Hit
from drafter.library.ingest import IngestResult, documents, ingest, rebuild, remove
from drafter.library.lexical import LexicalIndex
from drafter.library.loading import gather_files
from drafter.library.passages import Passage
from drafter.library.policies import Clause, Policies, Policy, load_policies
from drafter.library.retrieval import Library

__all__ = [
    "Clause",
    "Given",
    "Hit",
    "IngestResult",
    "LexicalIndex",
    "Library",
    "Passage",
    "Policies",
    "Policy",
    "documents",
    "gather_files",
    "ingest",
    "load_policies",
    "rebuild",
    "remove",
]
