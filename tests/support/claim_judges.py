"""Models that judge claims, for a :class:`model_server.ModelServer`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Claim = dict[str, Any]


def claims_of(prompt: str) -> list[Claim]:
    """The claims that a prompt shows."""
    return list(json.JSONDecoder().raw_decode(prompt[prompt.index("[{") :])[0])


def saying(judge: Callable[[Claim], Any]) -> Callable[[str], str]:
    """A model that gives one entry for each claim."""
    return lambda prompt: json.dumps({"verdicts": [judge(claim) for claim in claims_of(prompt)]})


def by_material(claim: Claim) -> dict[str, str]:
    """What a careful model would say: what is left to do contradicts, anything else is too little."""
    near = claim["材料"][0]
    if "其余" in near["原文"]:
        return {"id": claim["编号"], "verdict": "contradicted", "passage": near["编号"]}
    return {"id": claim["编号"], "verdict": "not_enough", "passage": ""}


def supporting(claim: Claim) -> dict[str, str]:
    """A model that agrees to everything."""
    return {"id": claim["编号"], "verdict": "supported", "passage": claim["材料"][0]["编号"]}
