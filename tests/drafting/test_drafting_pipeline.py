"""From files to a report: regions, years, opening, engines, notices."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from drafting_making import CITY, OUTLINE, draft_of, example_draft, write_materials, write_metrics

from drafter.drafting import DraftRequest, draft_report
from drafter.errors import InputError
from drafter.settings import ModelSettings

SHARE = ("学前三年毛入园率", 94.62, 93.85, "%")


def refusal(metrics: Path, **more: Any) -> str:
    with pytest.raises(InputError) as caught:
        draft_report(DraftRequest(more.pop("outline", OUTLINE), metrics, engine=more.pop("engine", "offline"), **more))
    line = str(caught.value)
    assert len(line.splitlines()) == 1
    return line


@pytest.mark.parametrize(
    ("given", "region"),
    [
        ("", "云岭市"),
        ("云岭市人民政府", "云岭市"),
        (" 松岭市 ", "松岭市"),
        ("江岭省 云岭市", "江岭省云岭市"),
        ("../../云岭市", "云岭市"),
        ("a/b市", "ab市"),
    ],
)
def test_the_region_is_the_users_or_the_sheets(tmp_path: Path, given: str, region: str) -> None:
    report = draft_of(tmp_path, [SHARE], region=given).report
    assert report.region == region
    assert report.title == f"{region}人民政府2025年履行教育职责自评报告"
    assert report.signer == f"{region}人民政府"


@pytest.mark.parametrize("given", ["../..", "云岭", "云岭市\x00市", "\udcff市", "市"])
def test_what_is_no_region(tmp_path: Path, given: str) -> None:
    assert "不像行政区名" in refusal(write_metrics(tmp_path, [SHARE]), region=given)


def test_a_sheet_without_a_region_or_a_year(tmp_path: Path) -> None:
    bare = write_metrics(tmp_path, [SHARE], title="指标表")
    assert refusal(bare).startswith("--region：不知道是哪个地区")
    assert refusal(bare, region="云岭市").startswith("--year：不知道是哪一年")
    draft = draft_report(DraftRequest(OUTLINE, bare, region="云岭市", year=2025, engine="offline"))
    assert (draft.report.region, draft.report.year) == ("云岭市", 2025)


@pytest.mark.parametrize("year", [1999, 2100, 20])
def test_a_year_out_of_range(tmp_path: Path, year: int) -> None:
    assert refusal(write_metrics(tmp_path, [SHARE]), year=year).startswith(f"--year：年份 {year} 不合理")


def test_unknown_outlines_and_missing_files(tmp_path: Path) -> None:
    metrics = write_metrics(tmp_path, [SHARE])
    assert refusal(metrics, outline="nothing").startswith("--outline：没有提纲“nothing”")
    assert "找不到文件" in refusal(tmp_path / "missing.xlsx")
    assert "找不到材料文件夹" in refusal(metrics, materials=tmp_path / "missing")


def test_engine_llm_without_a_model_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    line = refusal(tmp_path / "missing.xlsx", engine="llm")
    assert line.startswith("--engine llm：没有配置模型")


def test_auto_without_a_model_is_offline(tmp_path: Path) -> None:
    draft = draft_report(DraftRequest(OUTLINE, write_metrics(tmp_path, [SHARE])))
    assert draft.report.engine == "offline"
    assert draft.notices == []


def test_offline_asks_no_model_even_when_one_is_configured(tmp_path: Path) -> None:
    model = ModelSettings(name="any", base_url="http://127.0.0.1:9/v1")
    request = DraftRequest(OUTLINE, write_metrics(tmp_path, [SHARE]), engine="offline")
    assert draft_report(request, model=model).report.engine == "offline"


def test_progress_and_notices(tmp_path: Path) -> None:
    folder = write_materials(tmp_path, {"市教育局.txt": "一、情况\n校舍建设加快，学校布局更加合理。\n"})
    (folder / "表.ppt").write_bytes(b"x")
    lines: list[str] = []
    metrics = write_metrics(tmp_path, [SHARE, ("名师工作室数", 45, 38, "个")])
    draft = draft_report(DraftRequest(OUTLINE, metrics, folder, engine="offline"), on_progress=lines.append)
    assert lines == ["读取指标表", "读取部门材料", "选择依据", "撰写（篇幅 6000–15000 字）"]
    assert any("名师工作室数" in notice for notice in draft.notices)
    assert any("表.ppt" in notice for notice in draft.notices)


def test_inputs_carry_the_hash_of_their_content(tmp_path: Path) -> None:
    folder = write_materials(tmp_path, {"市教育局.txt": "一、情况\n校舍建设加快，学校布局更加合理。\n"})
    metrics = write_metrics(tmp_path, [SHARE])
    inputs = draft_report(DraftRequest(OUTLINE, metrics, folder, engine="offline")).report.inputs
    assert inputs == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in (metrics, folder / "市教育局.txt")
    }


def test_signer_and_date_are_the_users(tmp_path: Path) -> None:
    report = draft_of(tmp_path, [SHARE], signer="云岭市教育局", date="2026-03-20").report
    assert (report.signer, report.date) == ("云岭市教育局", "2026-03-20")


# --- the opening


def opening(folder: Path, text: str = "") -> str:
    files = {"市政府教育督导室.txt": f"一、情况\n{text}\n"} if text else None
    (paragraph,) = draft_of(folder, [SHARE], files).report.opening
    return paragraph.text


def test_the_opening_rests_on_the_regulation(tmp_path: Path) -> None:
    text = opening(tmp_path)
    assert text.startswith("按照《教育督导条例》（国务院令第624号）要求，云岭市人民政府")
    assert text.endswith("现将2025年履行教育职责情况报告如下。")
    (paragraph,) = draft_of(tmp_path, [SHARE]).report.opening
    assert [s.kind for s in paragraph.sentences[0].support] == ["policy"]


def test_the_opening_names_the_notice_a_write_up_names(tmp_path: Path) -> None:
    notice = "《关于开展2025年度市级人民政府履行教育职责评价工作的通知》（江政教督〔2026〕1号）"
    assert f"和{notice}要求" in opening(tmp_path, f"根据{notice}要求，我市组织自查自评。")
    (paragraph,) = example_draft().report.opening
    assert [s.kind for s in paragraph.sentences[0].support] == ["policy", "material"]


@pytest.mark.parametrize(
    "text",
    [
        "根据《关于开展2024年度市级人民政府履行教育职责评价工作的通知》（江政教督〔2025〕1号）要求，我市组织自查自评。",
        "根据《关于做好校园安全工作的通知》（江教安〔2025〕1号）要求，我市组织检查。",
        "根据《关于开展2025年度履行教育职责评价工作的通知》要求，我市组织自查自评。",
    ],
)
def test_other_notices_are_not_this_reports(tmp_path: Path, text: str) -> None:
    assert "号）和《" not in opening(tmp_path, text)


def test_an_outline_without_a_basis_opens_plainly(tmp_path: Path) -> None:
    from drafting_making import metrics_of, outline_of

    from drafter.drafting.evidence import choose_evidence
    from drafter.drafting.materials import Materials
    from drafter.drafting.offline import compose
    from drafter.drafting.screening import Screen
    from drafter.drafting.stories import Storyteller
    from drafter.library.policies import load_policies

    outline = outline_of(
        tmp_path,
        "  - {id: s, heading: 情况, items: [{id: a, lead: 学前教育, ask: 情况, signals: [学前], office: 市教育局}]}\n",
    )
    metrics = metrics_of(tmp_path, [SHARE])
    teller = Storyteller(metrics, load_policies(), "city", "云岭市", 2025)
    screen = Screen(metrics, "云岭市", 2025)
    report = compose(teller, outline, choose_evidence(outline, Materials(), screen), Materials(), screen)
    (sentence,) = report.opening[0].sentences
    assert sentence.text.startswith("云岭市人民政府对照评价重点")
    assert (sentence.origin, sentence.support) == ("frame", ())


def test_the_example_reads_its_region_and_year_from_the_sheet() -> None:
    report = example_draft().report
    assert (report.region, report.year, report.level, report.outline) == ("云岭市", 2025, "city", OUTLINE)
    assert set(report.inputs) == {"metrics.xlsx", *(p.name for p in (CITY / "materials").glob("*.docx"))}
