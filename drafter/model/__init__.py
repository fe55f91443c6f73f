"""Asking a language model: one request at a time or many at once, retried, paced, recorded, answered from memory.

What is asked and what becomes of the answer is none of this room's business. Importing it imports no client.
"""

from drafter.model.asking import Answer, Asking, estimated_cost
from drafter.model.ledger import Call, Ledger, Totals, ledger_path
from drafter.model.together import ask_all

__all__ = ["Answer", "Asking", "Call", "Ledger", "Totals", "ask_all", "estimated_cost", "ledger_path"]
