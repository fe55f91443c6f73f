"""How near in meaning a write-up has to be to a claim before ``check --semantic`` says that it speaks of the same.

    python tests/benchmarks/meaning/bench_meaning.py

``pairs.yaml`` holds claims of this genre, each with the same in other words and with another thing of the same subject.
For each threshold: how many of the pairs above it are the same (precision) and how many of the same lie above it
(recall); then what a whole folder of write-ups does, where each claim takes its nearest among all sentences but its
own: whatever lies above the threshold there is a false alarm.
"""

from __future__ import annotations

import sys
from pathlib import Path

from drafter.files import read_yaml
from drafter.library.choosing import choose_embedder

_THRESHOLDS = tuple(0.84 + step / 200 for step in range(25))


def main() -> int:
    """Print a line for each threshold."""
    embedder = choose_embedder().embedder
    if not embedder.dense:
        print("no embedder of meaning runs here")
        return 1
    pairs = read_yaml(Path(__file__).with_name("pairs.yaml"))
    claims = [embedder.embed_query(pair["claim"]) for pair in pairs]
    same = embedder.embed_documents([pair["same"] for pair in pairs])
    other = embedder.embed_documents([pair["other"] for pair in pairs])
    alike = [_near(a, b) for a, b in zip(claims, same, strict=True)]
    unlike = [_near(a, b) for a, b in zip(claims, other, strict=True)]
    foreign = [
        max(_near(claim, vector) for at, vector in enumerate(same) if at != number)
        for number, claim in enumerate(claims)
    ]
    first = sum(
        max(range(len(same)), key=lambda at: _near(claim, same[at])) == number for number, claim in enumerate(claims)
    )
    print(f"{embedder.id}: {len(pairs)} paraphrases, {len(pairs)} others; nearest of all is the paraphrase of {first}")
    print(f"{'from':>6}{'precision':>11}{'recall':>8}{'F1':>7}{'F0.5':>7}{'others':>8}{'in a folder':>13}")
    for threshold in _THRESHOLDS:
        right, wrong = _above(alike, threshold), _above(unlike, threshold)
        precision, recall = right / max(1, right + wrong), right / len(alike)
        print(
            f"{threshold:6.3f}{precision:11.2f}{recall:8.2f}{_score(precision, recall, 1):7.2f}"
            f"{_score(precision, recall, 0.5):7.2f}{wrong:8}{_above(foreign, threshold):13}"
        )
    return 0


def _near(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _above(values: list[float], threshold: float) -> int:
    return sum(value >= threshold for value in values)


def _score(precision: float, recall: float, beta: float) -> float:
    weighed = beta * beta * precision + recall
    return (1 + beta * beta) * precision * recall / weighed if weighed else 0.0


if __name__ == "__main__":
    sys.exit(main())
