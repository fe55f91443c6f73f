"""What a model may not do, looked at in code after every answer: figures, names and words that no evidence carries."""

from drafter.drafting.writer.guards.sentence import Guard, Verdict

__all__ = ["Guard", "Verdict"]
