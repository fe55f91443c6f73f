"""STY027 where no list of words helps: a character or a word that stands twice by a slip of the hand.

A character is doubled by a slip when the word that it belongs to stands beside it and it is no word there by itself
(义务教育育阶段, 封封顶); a word, when it is told twice at once and neither belongs to a longer one (全年全年投入, but
职业教育教育教学). What Chinese doubles on purpose is left alone: 层层, 人人, 研究研究, 一个一个.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.rules.segments import words_of

__all__ = ["doubled"]

_RUN = re.compile("[一-鿿]{3,}")
#: Characters that begin words of the field or stand by themselves behind a word that ends in them (学校校均, 全县县直).
_FREE = frozenset(
    "省市县区旗州乡镇村街校园班师生学教课人家户层级项件条点个所名年月日天时分处代步一二三四五六七八九十百千万两多好大小新老高中上下不的"
    "是有为会可能要行得地了和与及或在等数量比均各每全总共本该其此这那谁而也又就都还再只最更很太将把被让给对向由从按于以当前后内外间里"
    "边面第又局办科室组队员者性化制法费款费金元力网图书文语言双星宝妈爸哥姐弟妹爷奶叔娃看听说读写想试学练问查走动常渐默纷频连屡久"
    "并已未仍正先拟须较约近超达至到另且若如虽但因在用经中馆房车餐站路院案体业表品"
)
_PAIR = re.compile("(?P<word>[一-鿿]{2})(?P=word)")
#: Words that end a name and begin the next (职业教育|教育教学), and those that are said twice (研究研究).
_JOINING_WORDS = (
    "教育 学校 学生 教师 小学 初中 高中 中学 大学 幼儿 儿童 课程 教学 学习 工作 管理 服务 活动 安全 "
    "健康 体育 心理 劳动 社会 家庭 家长 科技 科学 文化 艺术 资金 经费 财政 项目 建设 发展 改革 评价 "
    "评估 督导 质量 职业 专业 技术 技能 信息 数字 网络 平台 资源 培训 研究 讨论 商量 考虑 打扫 收拾 "
    "整理 活跃 高兴 干部 党员 党建 政治 思想 宣传 语言 文字 普通 特殊 公共 公用 公办 民办 城乡 乡村 "
    "农村 县域 区域 校园 食品 食堂 营养 生活 环境 卫生 医疗 保险 保障 年度 年级 班级 人员 人才 队伍 "
    "编制 岗位 职称 待遇 工资 津贴 补助 资助 奖励 表彰 考核 考试 招生 毕业 就业 实习 实训 实验 实践 "
    "标准 制度 机制 体制 体系 规划 计划 方案 措施 问题 整改 责任 法治 法律 法规 政府 部门 单位 机构 "
    "组织 领导 主任 书记 校长 园长 中心 基地 企业 产业 行业 经济 市场 社区 街道 重点 一个 一项 一条 "
    "一件 一批 一步 一次 一所 一校 一人 一生 一点 来来 往往 许许 多多 高高 清清 三三 两两 "
)
_JOINING = frozenset(_JOINING_WORDS.split())


def doubled(line: str) -> Iterator[tuple[int, int]]:
    """Where a line has a character or a word too many: both of them, first to last."""
    for run in _RUN.finditer(line):
        words, start = run.group(), run.start()
        if not any(words[at] == words[at + 1] for at in range(len(words) - 1)) and not _PAIR.search(words):
            continue
        parts = words_of(words)
        for at in _characters(words, parts):
            yield start + at, start + at + 2
        for first, last in _pairs(words, parts):
            yield start + first, start + last


def _characters(words: str, parts: tuple[tuple[int, int], ...]) -> Iterator[int]:
    """Where a single character stands beside the word that ends or begins with it."""
    for number, (first, last) in enumerate(parts):
        mark = words[first]
        if last - first > 1 or mark in _FREE:
            continue
        before = parts[number - 1] if number else (0, 0)
        after = parts[number + 1] if number + 1 < len(parts) else (0, 0)
        tripled = words[max(0, first - 2) : first].count(mark) == 2 or words[last : last + 2].count(mark) == 2
        if tripled:
            continue
        if before[1] - before[0] > 1 and words[first - 1] == mark and after[1] - after[0] != 1:
            yield first - 1
        elif after[1] - after[0] > 1 and words[last] == mark and before[1] - before[0] != 1:
            yield first


def _pairs(words: str, parts: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Where a word of two characters stands twice at once."""
    for one, other in zip(parts, parts[1:], strict=False):
        word = words[one[0] : one[1]]
        several = word[:1] == "一" or word[:1] == word[1:]  # 一笔一笔
        if len(word) == 2 and word == words[other[0] : other[1]] and word not in _JOINING and not several:
            yield one[0], other[1]
