"""How reports cite what the register knows: laws, documents, days of the year, meetings."""

from __future__ import annotations

import pytest
from checking_helpers import check

from drafter.checking.claims.calendar import campaigns, meetings, novelties
from drafter.library.register import registered_documents, registered_laws

RIGHT = [
    "落实《教育部等五部门关于全面加强和改进新时代学校卫生与健康教育工作的意见》（教体艺〔2021〕7号）。",
    "印发《关于加强新时代乡村教师队伍建设的意见》（云教师〔2021〕15号），保障乡村教师待遇。",
    "贯彻《新时代教师职业行为十项准则》（教师〔2018〕16号），开展师德考核。",
    "依据《学校食品安全与营养健康管理规定》（教育部令第45号）建立陪餐制度。",
    "2004年按《民办教育促进法实施条例》（国务院令第399号）办学，现行的是国务院令第741号。",
    "制定《学前教育发展提升行动计划（2021—2025年）》《特殊教育提升计划（2021—2025年）》。",
    "国务院办公厅转发教育部等部门《“十四五”特殊教育发展提升行动计划》。",
    "中办、国办印发《关于规范民办义务教育发展的意见》以来，民办学校办学更加规范。",
    "云岭省教育厅等四部门《关于加强新时代乡村教师队伍建设的意见》印发后，我市制定细则。",
    "依据《民办教育促进法》，2023年9月1日起施行分类登记办法。",
    "《家庭教育促进法》2022年1月1日施行三年来，全市建成家长学校98所。",
    "《安全生产法》2021年6月10日第三次修正，9月1日起施行。",
    "教育部令第23号《中小学幼儿园安全管理办法》公布以来，按国务院令第617号《校车安全管理条例》配备校车。",
    "10月10日世界精神卫生日，各校开展宣讲；9月8日教师节前夕，走访慰问教师。",
    "2024年3月25日（星期一）是第29个全国中小学生安全教育日。",
    "2019年启动县域义务教育优质均衡创建工作，2024年通过国家认定。",
]
WRONG = [
    ("落实教育部等七部门《关于健全学校家庭社会协同育人机制的意见》。", "POL013"),
    ("中共中央、国务院印发《关于推动现代职业教育高质量发展的意见》。", "POL013"),
    ("落实《国务院办公厅关于全面加强新时代语言文字工作的意见》（国发〔2020〕30号）。", "POL001"),
    ("落实《中国儿童发展纲要（2021—2035年）》。", "POL003"),
    ("贯彻《新时代幼儿园教师职业行为八项准则》。", "POL003"),
    ("落实《国务院关于加快推进现代职业教育的决定》（国发〔2014〕19号）。", "POL003"),
    ("《高等学校信息公开办法》系教育部令第92号。", "POL001"),
    ("国务院令第671号《校车安全管理条例》公布后，配备校车86辆。", "POL001"),
    ("《爱国主义教育法》自2024年10月1日起施行。", "POL014"),
    ("2021年1月1日，《家庭教育促进法》正式施行。", "POL014"),
    ("全国助残日（2025年5月12日）开展慰问。", "TIM015"),
    ("2025年是第28个国家宪法日。", "TIM015"),
    ("党的二十大于2021年10月召开。", "TIM018"),
    ("2017年通过义务教育优质均衡发展县国家认定。", "TIM019"),
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_cited_rightly_is_left_alone(text: str) -> None:
    assert [finding.code for finding in check(text, select=("POL", "TIM")).findings] == []


@pytest.mark.parametrize(("text", "code"), WRONG)
def test_what_is_cited_wrongly_is_told(text: str, code: str) -> None:
    assert code in {finding.code for finding in check(text, select=("POL", "TIM")).findings}


def test_the_register_is_sound() -> None:
    titles = [document.title for document in registered_documents()]
    assert len(titles) == len(set(titles))
    for document in registered_documents():
        assert not document.number or "〔" in document.number or "令第" in document.number
        if "〔" in document.number:
            assert document.number.partition("〔")[2][:4] in (document.date[:4], str(int(document.date[:4]) - 1))
    for law in registered_laws().values():
        days = [version.passed for version in law.versions]
        assert days == sorted(days)
        assert all(version.passed <= version.effective for version in law.versions)


def test_the_calendar_is_sound() -> None:
    for campaign in campaigns().values():
        assert campaign.months or campaign.span
        assert campaign.span is None or campaign.span[0] <= campaign.span[1]
    assert all(meeting.begin <= meeting.end for held in meetings().values() for meeting in held)
    assert all(novelty.pattern.search(novelty.name) for novelty in novelties())
