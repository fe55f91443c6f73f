"""STY029: a common word of these reports with one character in it that looks or sounds like the right one.

The wrong words are not listed but made: every word of the field with every character exchanged for one that is often
taken for it, unless that makes another word. A hit counts only where the characters belong to no other word of the
sentence (究竟聘请 is 究竟 and 聘请, so no 竟聘 for 竞聘).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

from drafter.checking.context import CheckContext
from drafter.checking.rules.confusions import find_confused
from drafter.checking.rules.misheard import find_misheard
from drafter.checking.rules.model import Example, Family, Rule
from drafter.checking.rules.prose import Prose, prose
from drafter.checking.rules.segments import has_dictionary
from drafter.checking.rules.set_phrases import find_broken
from drafter.checking.rules.spelling import common_words, set_phrases, shapes
from drafter.checking.rules.style_words import written_wrong
from drafter.findings import Finding, Severity

__all__ = ["FAMILY", "wrong_words"]

ALIKE = Rule(
    "STY029",
    "alike-character",
    "形近字、音近字写错",
    Severity.WARNING,
    "常用词里的一个字写成了形近或音近的字，或两个字颠倒了，而写错后不成词；教育领域的固定说法写成了同音的别的词，或漏了一个字、"
    "颠倒了两个字。书名号和引号里的不查。",
    "错别字影响报告的严肃性，五笔、拼音输入和扫描识别都容易留下。",
    (
        Example("一、基本情况\n全县竟聘上岗教师2914人，建立问题清单和职贵清单。"),
        Example("一、基本情况\n加大经费投人，完成校舍修膳，预妨校园欺凌。"),
        Example("一、基本情况\n建立健全长效机置，整改倒位，强化责任当担。"),
        Example("一、基本情况\n九年义务教育巩固绿达到98%，落实中小学校党组织领倒的校长负责制，开展随斑就读。"),
        Example("一、基本情况\n义务教阶段学校全部开展课后服务，挂牌督导实现全覆。"),
    ),
    (
        Example("一、基本情况\n究竟聘请哪些专家，由学校研究。职称评聘任务完成，招收人员全部到岗。"),
        Example("一、基本情况\n全县竞聘上岗教师2914人，期末未来得及统计的2人。"),
        Example("一、基本情况\n音乐教师4人，音乐教室3间，新改扩建幼儿园2所，寄宿学校配校医，思政教师配齐。"),
        Example("一、基本情况\n建设周期较长，见效较慢，三是经费偏紧，最好的学校离城区更远。"),
        Example("一、基本情况\n推动教育提质，增班扩容，建强教师队伍，会同住建部门落实。"),
    ),
    "《党政机关公文处理工作条例》第十九条：表述准确、文字精练、用语规范",
)

#: Words that every such report uses, in groups of nothing but convenience.
_WORDS = (
    "适应 响应 反映 "
    "竞聘 竞争 竞赛 聘任 聘用 招聘 选聘 评聘 部署 签署 拨付 拨款 划拨 选拔 提拔 学籍 户籍 书籍 教育 体育 培育 "
    "德育 美育 辍学 控辍保学 均衡 平衡 督导 督促 监督 监测 检测 检查 检验 核查 排查 调查 评估 评价 评比 评审 "
    "示范 规范 模范 帮扶 扶贫 扶持 鼓励 激励 奖励 勉励 成绩 业绩 绩效 政绩 保障 障碍 贯彻 彻底 履行 履职 覆盖 "
    "比率 效率 入学率 巩固率 缺口 缺编 拓展 开拓 稳定 稳步 稳妥 巩固 固定 膳食 修缮 完善 改善 募集 遴选 名额 "
    "差额 训练 锻炼 培训 集训 技能 技术 竞技 素质 素养 项目 科目 栏目 经费 费用 资金 资源 资助 投入 深入 收入 "
    "纳入 列入 加入 融入 录入 介入 转入 自己 已经 期末 年末 周末 未来 领域 区域 流域 环节 环境 循环 贫困 困难 "
    "困境 分析 解析 投诉 起诉 坚持 坚决 坚定 坚强 职责 责任 负责 问责 履责 政治 治理 整治 防治 法治 综治 纪律 "
    "纪委 违纪 竣工 竣事 援助 支援 救援 教授 授课 讲授 接受 受理 阶段 阶梯 问题 课题 议题 标题 提升 提高 提供 "
    "前提 寄宿 宿舍 住宿 餐饮 食堂 隐患 预防 防范 防控 防止 妨碍 秩序 程序 有序 和谐 幅度 大幅 慰问 辩论 借鉴 "
    "鉴定 鉴于 凭证 凭借 采购 采取 采用 采集 办学 办理 承办 协办 招收 招生 录取 录用 陶冶 熏陶 弘扬 宣扬 表扬 "
    "赞扬 传承 继承 秉承 奠定 夯实 落实 务实 扎实 切实 真实 翔实 核实 健全 健康 建设 建立 建成 构建 组建 创建 "
    "筹建 搭建 修建 改建 扩建 新建 重点 要点 亮点 难点 热点 痛点 堵点 措施 设施 实施 施工 施行 规划 计划 策划 "
    "划分 规模 模式 模块 规律 规定 规程 制度 制定 限制 机制 编制 体制 控制 经济 经验 经历 途径 直径 田径 校园 "
    "园区 幼儿园 公办园 民办园 普惠 优惠 恩惠 惠及 教师 教职工 班主任 骨干 干部 党员 党委 支部 团队 队伍 梯队 "
    "职称 职务 职业 岗位 轮岗 顶岗 交流 流动 流失 流程 调配 调整 调剂 协调 统筹 筹措 筹集 课程 课堂 课后 课外 "
    "课时 教材 教研 科研 研究 研修 研讨 讨论 探索 探究 探讨 摸索 摸底 孤儿 残疾 留守 随迁 特殊 特困 资格 合格 "
    "严格 价格 格局 破格 近视 视力 体质 体检 卫生 疫苗 疫情 传染 食品 安全 安保 保安 保险 风险 危险 抢险 校车 "
    "校舍 校服 校长 债务 债券 负债 偿还 化解 缓解 理解 缩小 压缩 收缩 差距 距离 差异 异常 异地 充足 补充 扩充 "
    "充实 充分 短缺 短板 不足 满足 立足 足额 足球 篮球 排球 乒乓球 器材 器械 仪器 图书 阅读 朗读 诵读 普及 "
    "普通话 普查 普遍 推广 广泛 广大 泛滥 宣传 宣讲 传达 传播 表彰 彰显 颁发 颁布 颁奖 荣誉 荣获 称号 审计 审批 "
    "审核 评选 挑选 筛选 筛查 选派 选调 考核 考察 考试 考评 测评 测算 测试 测量 预测 推测 衔接 接轨 接续 连续 "
    "持续 陆续 继续 手续 延续 延伸 延长 延期 延迟 强化 强调 增强 加强 深化 优化 净化 美化 绿化 亮化 固化 信息化 "
    "标准化 规范化 常态化 精细化 秘密 密切 紧密 密度 严密 精密 周密 保密 亲密 薄弱 削弱 脆弱 弱化 贫弱 弱项 溺水 "
    "欺凌 霸凌 侵害 侵犯 侵占 挪用 挤占 截留 拖欠 克扣 滞后 停滞 滞留 凝聚 聚焦 聚力 集聚 积聚 汇聚 融合 整合 "
    "综合 结合 配合 符合 组合 联合 诚信 忠诚 真诚 诚恳 虔诚 热忱 廉洁 廉政 清廉 洁净 整洁 清洁 简洁 辐射 幅员 "
    "辅导 辅助 辅警 铺设 铺张 店铺 浦口 哺育 捕捉 补贴 津贴 张贴 贴近 贴合 "
)
#: Words long enough that two characters changed over leave no doubt: 惠普性.
_LONG_WORDS = (
    "普惠性 义务教育 学前教育 职业教育 特殊教育 高等教育 教育督导 督导评估 随迁子女 公用经费 课后服务 教职工 办学条件 "
    "基础教育 乡村振兴 思政课 劳动教育 心理健康 立德树人 幼儿园 大班额 巩固率 毛入学率 均衡发展 公办园 民办园 履行职责"
)


#: Before any adjective they make no word but are right: 较长 is no slip of 校长.
_DEGREES = frozenset("较最更很极太甚颇稍略愈越渐偏")


#: Two words of one character that may meet: 不走形式, 返校率, 没入库, 人数师生比.
_SIDE_BY_SIDE = (
    "不走 校率 数师 数材 数研 数育 没入 办字 办调 协理 受里 各额 固走 政活 整活 来来 未未 未米 校报 活理 治里 核头 "
    "务头 头施 落头 拨村 教村 课对 走额 防活 良品 良堂 法活 例入 别入 持困 待困 制走 满走 立走 综活 准点 困准 工生 "
    "明读 支能 团书 "
)


@lru_cache(maxsize=1)
def wrong_words() -> dict[str, str]:
    """Wrong word -> the right one; what the dictionary knows as a word is told apart where it is met."""
    alike: dict[str, set[str]] = {}
    for group in shapes():
        for mark in group:
            alike.setdefault(mark, set()).update(set(group) - {mark})
    words = set(_WORDS.split())
    right = words | common_words() | set_phrases()
    side_by_side = set(_SIDE_BY_SIDE.split())
    made: dict[str, str] = {}
    for word in sorted(words):
        for at, mark in enumerate(word):
            for other in alike.get(mark, ()):
                wrong = word[:at] + other + word[at + 1 :]
                if wrong not in right and wrong not in side_by_side and not (len(wrong) == 2 and wrong[0] in _DEGREES):
                    made[wrong] = word
    for word in _LONG_WORDS.split():
        for at in range(len(word) - 1):
            swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            if swapped != word and swapped not in right:
                made[swapped] = word
    return made


#: Words of the field whose last character begins nothing behind them: 走教|受道路影响.
_CLOSED = frozenset(
    ["走教", "支教", "送教", "助教", "任教", "执教", "从教", "施教", "家教", "早教", "幼教", "职教", "特教", "高教"]
    + ["普教", "保教", "文教", "科教", "跟岗", "顶岗", "到校", "离校", "返校", "在校", "住校", "驻校", "入校", "进校"]
    + ["助学", "转学", "休学", "复学", "升学", "入学", "辍学"]
)
_LONGEST = 4
_AROUND = 8


def check(context: CheckContext) -> Iterator[Finding]:
    """Words with a wrong character; what a later method finds where one was told already is the same slip."""
    if not has_dictionary():
        context.not_run.add(ALIKE.code)
        return
    made = wrong_words()
    told: dict[int, set[int]] = {}
    slips = (
        find_confused(prose(context.document, tables=True)),
        _in_words(context, made),
        ((p.text, p.start, p.start + 2, "”或“".join(p.right[:2])) for p in find_misheard(context)),
        ((b.text, b.start, b.end, b.right) for b in find_broken(context)),
    )
    for text, start, end, right in chain.from_iterable(slips):
        places = told.setdefault(id(text.flow), set())
        if places.isdisjoint(range(start, end)) and not written_wrong(text.text[start:end]):
            places.update(range(start, end))
            yield _told(text, start, end, right)


def _in_words(context: CheckContext, made: Mapping[str, str]) -> Iterator[tuple[Prose, int, int, str]]:
    """Every two to four characters of the text, looked up among the wrong words."""
    for text in prose(context.document, tables=True):
        line = text.text
        for at in range(len(line) - 1):
            for size in range(2, _LONGEST + 1):
                right = made.get(line[at : at + size])
                if right is not None and size == 2 and line[max(0, at - 1) : at + 1] in _CLOSED:
                    continue
                if right is not None and text.own(at, at + size) and _stands_apart(line, at, at + size):
                    yield text, at, at + size, right


def _told(text: Prose, start: int, end: int, right: str) -> Finding:
    words = text.text[start:end]
    return ALIKE.at(
        text.flow,
        start,
        end,
        f"“{words}”应为“{right}”",
        suggestion=f"改为“{right}”",
        root=f"{ALIKE.code}:{words}",
        key=words,
    )


def _stands_apart(line: str, start: int, end: int) -> bool:
    """Whether no word of the sentence reaches over the edge of line[start:end]."""
    import rjieba

    low, high = max(0, start - _AROUND), min(len(line), end + _AROUND)
    at = low
    for word in rjieba.cut(line[low:high], False):
        after = at + len(word)
        if at < end and after > start and (at < start or after > end or after - at == end - start):
            return False
        at = after
    return True


FAMILY = Family("STY", "语言文字", (ALIKE,), check)
