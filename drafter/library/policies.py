"""Policy documents as structured files: title, number, status and clauses in our own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.files import read_yaml
from drafter.resources import bundled, own_knowledge

__all__ = ["Clause", "Policies", "Policy", "load_policies", "parse_policy", "read_policies", "read_policy"]


@dataclass(frozen=True)
class Clause:
    """One requirement of a policy, in our own words.

    Attributes:
        verified: False when it rests on memory alone.
        article: the article it comes from (第三十一条), empty when not known.
        plain: how people ask about it who do not know what documents call it; it is also found by these.
    """

    id: str
    text: str
    levels: tuple[str, ...]
    verified: bool
    topic: str = ""
    article: str = ""
    plain: tuple[str, ...] = ()


@dataclass(frozen=True)
class Policy:
    """A law, regulation or official document.

    Attributes:
        number: document number such as 国办发〔2018〕82号; empty when none was published or known.
        number_verified: False means that a differing number in a report must not be called wrong.
        status: in force, amended, completed, superseded or informational.
        successor: id of the policy that replaced it, empty when none.
    """

    id: str
    title: str
    number: str
    number_verified: bool
    issuer: str
    date: str
    status: str
    successor: str
    topics: tuple[str, ...]
    clauses: tuple[Clause, ...]
    aliases: tuple[str, ...] = ()

    @property
    def year(self) -> int:
        """The year it was issued."""
        return int(self.date[:4])

    def clause(self, clause_id: str) -> Clause | None:
        """The clause with this id, or None."""
        return next((c for c in self.clauses if c.id == clause_id), None)

    def cited(self, with_number: bool = True) -> str:
        """How a report names it: 《title》, with the number where it is certain."""
        number = f"（{self.number}）" if with_number and self.number and self.number_verified else ""
        return f"《{self.title}》{number}"


class Policies(Mapping[str, Policy]):
    """Policies by id."""

    def __init__(self, policies: Iterable[Policy]) -> None:
        self._by_id = {policy.id: policy for policy in policies}

    def __getitem__(self, key: str) -> Policy:
        return self._by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def resolve(self, reference: str) -> tuple[Policy, Clause | None] | None:
        """The policy and clause that ``policy_id`` or ``policy_id#clause_id`` names, or None."""
        policy_id, _, clause_id = reference.partition("#")
        policy = self._by_id.get(policy_id)
        return None if policy is None else (policy, policy.clause(clause_id) if clause_id else None)


def parse_policy(entry: Mapping[str, Any], where: str) -> Policy:
    """A policy from its YAML mapping.

    Raises:
        InputError: a required key is missing, or a value has the wrong shape.
    """
    if not isinstance(entry, Mapping):
        raise InputError("不是政策文件：应是“键: 值”", where=where)
    for key in ("id", "title", "issuer", "date", "status", "clauses"):
        if not entry.get(key):
            raise InputError(f"政策缺少 {key}", where=where)
    try:
        clauses = tuple(_clause(clause) for clause in entry["clauses"])
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError("政策条款的写法不对，每条都要有 id 和 text，plain 要写成列表", where=where) from error
    if not str(entry["date"])[:4].isdigit():
        raise InputError("政策的 date 应以四位年份开头", where=where)
    return Policy(
        id=str(entry["id"]),
        title=str(entry["title"]),
        number=str(entry.get("number") or ""),
        number_verified=bool(entry.get("number_verified", False)),
        issuer=str(entry["issuer"]),
        date=str(entry["date"]),
        status=str(entry["status"]),
        successor=str(entry.get("successor") or ""),
        topics=tuple(entry.get("topics") or ()),
        clauses=clauses,
        aliases=tuple(entry.get("aliases") or ()),
    )


def _clause(clause: Mapping[str, Any]) -> Clause:
    plain = clause.get("plain") or ()
    if isinstance(plain, str):  # would be taken for a list of characters
        raise TypeError("plain")
    return Clause(
        id=str(clause["id"]),
        text=str(clause["text"]),
        levels=tuple(clause.get("levels") or ("province", "city", "county")),
        verified=bool(clause.get("verified", False)),
        topic=str(clause.get("topic", "")),
        article=str(clause.get("article", "")),
        plain=tuple(str(wording) for wording in plain),
    )


def read_policy(path: Path) -> Policy:
    """The policy of one YAML file.

    Raises:
        InputError: the file is missing, not YAML, or lacks a key.
    """
    return parse_policy(read_yaml(path), path.name)


def read_policies(folder: Path) -> Policies:
    """All policies of the YAML files in ``folder``, one file a policy.

    Raises:
        InputError: a file is not YAML or lacks a key, or an id does not match its file name.
    """
    result = []
    for path in sorted(folder.glob("*.yaml")):
        policy = read_policy(path)
        if policy.id != path.stem:
            raise InputError(f"文件名应为 {policy.id}.yaml", where=path.name)
        result.append(policy)
    return Policies(result)


def load_policies() -> Policies:
    """The policies that ship with drafter, with the user's own added or in place of ours by id.

    Raises:
        InputError: a file of the user's own folder is wrong.
    """
    return _policies(own_knowledge("policies"))


@lru_cache(maxsize=4)
def _policies(own: tuple[Path, ...]) -> Policies:
    known = dict(read_policies(bundled("knowledge", "policies")))
    for folder in own:
        known |= read_policies(folder)
    return Policies(known.values())
