"""POL017: a practice that a law or a ministry forbids, or a decision of an authority that cannot take it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.checking.claims.passages import PROBLEMS
from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Rule
from drafter.files import read_yaml
from drafter.findings import Finding, Severity
from drafter.resources import bundled

__all__ = ["PRACTICE", "check_practices"]

PRACTICE = Rule(
    "POL017",
    "against-the-norm",
    "所写的做法或决定与规定相抵触",
    Severity.WARNING,
    "把法律和国家政策不允许的做法当作工作写了出来（小学低年级纸笔考试、重点班、下达升学指标、考试招生、择校费、挪用教育费附加、督学督导自己的学校等），"
    "或者把某个决定写成无权作出的机关作的。写明禁止、查处、整改的，写在问题里的，不算。",
    "自评报告写了不允许的做法，等于自己举证；督导的人一眼就会看到。",
    (
        Example("支持6所优质初中举办重点班，集中培养拔尖学生。"),
        Example("小学一、二年级每学期组织1次统一的纸笔考试。"),
        Example("全年征收教育费附加3120万元，其中720万元统筹用于城区道路提升工程。"),
        Example("责任督学中有11名由校长兼任，负责所任职学校的经常性督导。"),
        Example("2025年新审批义务教育阶段学科类培训机构2家。"),
        Example("非学科类机构86家，新审批义务教育阶段学科类培训机构2家，查处违规培训7起。"),
        Example("经市人民政府批准设立云岭健康职业学院（专科层次）。"),
        Example("区中级人民法院派员担任法治副校长。"),
    ),
    (
        Example("严禁举办重点班、快慢班，均衡编班录像存档。"),
        Example("小学一、二年级不进行纸笔考试，期末开展游园式测评。"),
        Example("全年征收教育费附加3120万元，全部用于改善义务教育学校办学条件。"),
        Example("责任督学实行回避，不负责本人任职学校的督导。"),
        Example("不再审批新的学科类培训机构，原有26家压减至2家。"),
        Example("经省人民政府批准设立云岭健康职业学院。"),
        Example("云岭市中级人民法院、县人民法院派员担任法治副校长。"),
        Example("新审批义务教育阶段学科类培训机构2家，均已责令注销。"),
        Example("查处违规组织集中补课3起，退还补课费2.4万元。"),
        Example("处理教师有偿补课4起，比上年减少2起。"),
    ),
    "义务教育法；教育督导条例；深化新时代教育评价改革总体方案；“双减”意见；各条所列的规定",
)

#: Whoever forbids, finds out, puts right or denies a thing does not do it.
_NOT_DONE = re.compile(
    r"严禁|禁止|杜绝|防止|防范|避免|坚决|严查|查处|查办|整治|治理|纠正|纠治|清理|取缔|取消|叫停|制止|处罚|通报批评|问责|整改|"
    r"举报|投诉|违规|违反|违纪(?!的?(?:初中|小学|学生))|红线|禁令|负面清单|[零0][起例件次个]|未(?:发生|出现|发现|有|曾|再)|"
    r"没有|无(?![锡纸])|不(?![断仅少同懈止])|停止|停办|拒绝|反对|克服|扭转|破除|遏制|严控|规范|承诺|抵制|退还|清退|责令|"
    r"专项检查|问题|现象|行为|排查|自查|倾向|(?:处理|立案|通报)(?=[^，。；]{0,16}[1-9]\d*[起件例人名])"
)
_SENTENCE = re.compile(r"[^。；;\n]+")


#: What governs everything behind it, and what a later clause says of the one before.
_RULES_OUT = re.compile(
    r"严禁|禁止|杜绝|防止|防范|避免|坚决|不得|不准|不再|严查|查处|查实|整治|治理|纠正|清理|取缔|制止|承诺|抵制|未|没有|无|问题|反馈|举报|"
    r"(?:处理|立案|通报)(?=[^，。；]{0,16}[1-9]\d*[起件例人名])"
)
_PUT_RIGHT = re.compile(
    r"^[，、]?(?:对此|对其|对上述)?(?:均|已|全部|被|并|责令|当场|当即|随即|依法|予以|及时|后|但|该|上述|其中|现|目前)"
)


def _is_not_done(words: str, match: re.Match[str]) -> bool:
    """Whether a sentence forbids, finds out or puts right what a clause of it tells."""
    low = max(words.rfind("，", 0, match.start()) + 1, 0)
    high = min((at for at in (words.find("，", match.end()),) if at >= 0), default=len(words))
    if _NOT_DONE.search(words[low:high]) or _RULES_OUT.search(words[:low]):
        return True
    after = words[high:]
    return bool(_PUT_RIGHT.match(after) and _NOT_DONE.search(after))


@dataclass(frozen=True)
class _Practice:
    """One entry of the register: one of ``signs`` is in every sentence that ``words`` match."""

    told: str
    signs: tuple[str, ...]
    words: re.Pattern[str]
    but: re.Pattern[str] | None
    norm: str


@lru_cache(maxsize=1)
def _practices() -> tuple[_Practice, ...]:
    return tuple(
        _Practice(
            e["told"],
            tuple(e["signs"]),
            re.compile(e["words"]),
            re.compile(e["but"]) if e.get("but") else None,
            e["norm"],
        )
        for e in read_yaml(bundled("knowledge", "register", "practices.yaml"))
    )


@lru_cache(maxsize=1)
def _signs() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(s) for s in sorted({s for p in _practices() for s in p.signs})))


def check_practices(context: CheckContext) -> Iterator[Finding]:
    """Every sentence that tells such a practice as done, outside the chapters on problems."""
    for flow in context.document.flows:
        if flow.part != "body" or context.roles[flow.first_paragraph] == PROBLEMS:
            continue
        for sentence in _SENTENCE.finditer(flow.text):
            words = sentence.group()
            if not _signs().search(words):
                continue
            for practice in _practices():
                if not any(sign in words for sign in practice.signs):
                    continue
                match = practice.words.search(words)
                if match is None or _is_not_done(words, match) or (practice.but and practice.but.search(words)):
                    continue
                start = sentence.start() + match.start()
                told = f"写的是{practice.told}，与规定不符：{practice.norm}"
                yield PRACTICE.at(
                    flow, start, sentence.start() + match.end(), told, suggestion="核实；确有其事的，放到问题和整改里写"
                )
                break
