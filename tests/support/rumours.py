"""A second liar, built otherwise than the first: what a fluent writer half remembers rather than makes up.

Places by their nicknames, documents by what people call them, persons by their titles, ranks and honours, years and
spans, counts in Chinese numerals, true figures told of the wrong thing or the wrong region, and sentences of the
evidence with one thing changed. Every list is used by halves: a guard mended on the lies of one half is measured on
those of the other.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

from misbehaving import chinese, plain

Made = tuple[str, str]


def _words(text: str) -> list[str]:
    return text.split()


OPENINGS = (
    _words("一年来， 在此基础上， 同时， 围绕群众关切， 坚持问题导向， 为破解难题， 与此同时， 聚焦重点环节，")
    + [""] * 4
)
CLOSINGS = _words(
    "工作成效明显 群众满意度持续提升 办学条件得到改善 为高质量发展打下基础 形成齐抓共管的局面 得到各方认可"
)

COUNTED = _words(
    "学位:个 教室:间 教师:名 学生:人 班主任:名 座谈会:场 课例:节 心理教师:名 宿舍床位:张 营养午餐:份 校园安保人员:人 "
    "督导报告:份 科普讲座:场 结对学校:对 专项资金:万元 运动场:片 实验室:间 志愿服务:人次 电子白板:块 问题线索:条 "
    "校舍:平方米 困难家庭:户 公开课:节 骨干教师:名 绿化面积:亩 送教上门学生:名 监控探头:个 培训班:期"
)
DONE = _words("增加 受益 参训 安置 新添 组织开展 集中整治 发放 撤销 慰问 走访 表扬 资助 惠及 轮训 招聘")
NICKNAMES = _words(
    "江城 蓉城 泉城 羊城 鹏城 魔都 春城 冰城 三秦大地 齐鲁大地 巴蜀 燕赵大地 八闽 荆楚 三晋 中原腹地 江南水乡 "
    "粤港澳大湾区 长三角 珠三角 成渝 苏北 闽南 川西高原 太行山区 大别山革命老区 三江源 东北三省 京津冀 塞上江南 "
    "河套地区 黔东南 湘西 关中平原 皖北 胶东半岛 南疆四地州 滇西 陕甘宁 北上广"
)
SCHOOLS = _words(
    "城关中学 南门小学 市一中 二中 城东幼儿园 临河镇中心校 县职教中心 师大附小 机关一幼 红军小学 柳树湾教学点 "
    "云锦高级中学 外国语实验学校 铁路二小 市特教中心 北辰国际学校 希望小学 三岔河九年一贯制学校 科大附中 华侨中学"
)
BODIES = _words(
    "华东师范大学 某公益基金会 腾讯公司 中国移动 新东方 科大讯飞 省教科院 红十字会 扶轮社 友成基金会 清华大学 "
    "中央电视台 新华社 人民日报 光明日报 联合国教科文组织 世界银行 阿里巴巴 华为 省妇联"
)
DOCUMENTS = _words(
    "双减二十条 县中振兴方案 校安十条 教改十二条 新课标 教育部第21号令 国办36号文 市委15号文件 中央一号文件 "
    "学前教育法实施细则 教师法修订稿 强师九条 体育美育新政 教育强市三年方案 “十四五”教育专项规划 民促法 "
    "省厅5号文 教育基本公共服务清单 基教扩优提质方案 新版督导办法 减负三十条 校外培训白名单办法"
)
SURNAMES = _words("李 王 张 刘 陈 周 吴 郑 孙 何 马 谢 曹 邓 许 傅 沈 曾 彭 吕 欧阳 司徒")
GIVEN = _words("明远 光华 海燕 晓红 建军 志刚 敏 婷婷 国栋 桂兰 立新 凯 思源 佳怡 卫东 永福 雪 振华 秋生 子涵")
ROLES = _words(
    "分管副市长 时任县委书记 市政府教育总督学 教育部原副部长 特级教师 省督学 全国人大代表 名校长 支教教师 驻村第一书记 "
    "教研员 县长 政协委员 优秀班主任 市人大常委会副主任 退休教师 教体局局长 中心校校长"
)
RANKS = _words(
    "全省第二 全省第一方阵 同类城市首位 第三名 全省前五 前列 领先地位 全国百强 西部前茅 片区第一 全省第7位 中上游 "
    "省内三甲 十强 标杆位次 冠军"
)
HONOURS = _words(
    "全国文明校园 国家级教学成果奖 省级示范区 全国优秀组织奖 五四奖章 教育部通报表扬 省政府督查激励 国家级试点 "
    "全国标杆 先进集体 五星级评价 优秀等次 “教育先锋”荣誉 改革创新奖 AAA级认定 满意单位"
)
HONOURED = _words("荣获 拿下 捧回 受到 获 摘得 被确定为 成功创建 连续获得 蝉联 跻身 进入 被授牌 成为")
YEARS = _words(
    "自2018年起 二〇二二年以来 近三年 连续五年 “十三五”期间 2019年秋季 五年间 到2027年 前年 去年九月 3月15日 "
    "上世纪九十年代 今年上半年以来的8个月 2020年至2023年 第三学期 两年前 十年来 二零二四年春 建市以来 一季度"
)
WIDER = {"全市": ("全省", "全县", "全国"), "全县": ("全市", "全省", "全镇"), "全省": ("全国", "全市", "西部地区")}
PARTS = _words("城区 农村地区 乡镇 民办学校 女生中 少数民族学生中 中心城区 山区 寄宿制学校 示范校 县域外 主城区")
CLAUSE = re.compile(r"[^，。；]+")
FIGURE = re.compile(r"(?<![\d.〔—:])\d[\d.]*(?=[^\d.〕—:年月日号版])")


class Rumours:
    """Tells such lies and remembers them, like the first liar.

    Args:
        half: 0 or 1, the half of every list that is used; None for all.
    """

    KINDS = (
        "count",
        "vague",
        "share",
        "year",
        "rank",
        "honour",
        "document",
        "nickname",
        "school",
        "body",
        "person",
        "scope",
        "crossed",
        "printed",
        "altered",
        "swapped",
    )

    def __init__(self, seed: int, true: str, half: int | None = None) -> None:
        self.random = random.Random(f"rumour {seed}")
        self._true = true
        self._half = half
        self._level = max(WIDER, key=true.count)
        self.told: list[tuple[str, str]] = []

    def lie(self, item: dict[str, Any]) -> str:
        """A sentence with something false in it."""
        for _ in range(60):
            kind = self.random.choice(self.KINDS)
            made: Made | None = getattr(self, f"_{kind}")(item)
            if made is None or plain(made[1]) in self._true:
                continue
            self.told.append((kind, made[1]))
            return made[0]
        return "各项工作稳步推进。"

    def _pick(self, listed: list[Any]) -> Any:
        return self.random.choice(listed if self._half is None else listed[self._half :: 2])

    def _around(self, core: str) -> str:
        closing = self._pick(CLOSINGS)
        return self._pick([f"{self._pick(OPENINGS)}{core}，{closing}。", f"{self._pick(OPENINGS)}{core}。"] * 2)

    # figures

    def _amount(self) -> str:
        r = self.random
        value = r.choice([r.randint(3, 12), r.randint(13, 99), r.randint(100, 999), r.randint(1000, 9999)])
        rounded = int(f"{str(value)[0]}{'0' * (len(str(value)) - 1)}")
        forms: list[Callable[[], str]] = [
            lambda: chinese(value),
            lambda: chinese(rounded) + "余",
            lambda: chinese(rounded) + "多",
            lambda: str(value),
            lambda: f"近{chinese(rounded)}",
            lambda: f"{rounded}余",
            lambda: f"{value / 10:.1f}万",
            lambda: f"{chinese(value % 10 or 4)}点{chinese(value % 7 or 3)}万",
            lambda: f"{value // 10}.{value % 10}",
            lambda: f"逾{rounded}",
        ]
        return str(self._pick(forms)())

    def _count(self, _: dict[str, Any]) -> Made:
        thing, measure = self._pick(COUNTED).split(":")
        amount, done = f"{self._amount()}{measure}", self._pick(DONE)
        shapes = [
            (f"{done}{thing}{amount}", amount),
            (f"{thing}{done}{amount}", amount),
            (f"{done}{amount}{thing}", amount),
            (f"新老校区合计有{amount}{thing}可供使用", amount),
            (f"{thing}总数较年初多出{amount}", amount),
            (f"平均每校拥有{thing}{amount}", amount),
            (f"先后有{amount}{thing}从中受益", amount),
            (f"{thing}（{amount}）全部到位", amount),
        ]
        core, words = self._pick(shapes)
        return self._around(core), words

    def _vague(self, _: dict[str, Any]) -> Made:
        thing, measure = self._pick(COUNTED).split(":")
        words = self._pick(
            [
                "成百上千",
                "数以万计",
                "上千",
                "十来",
                "百余",
                "千余",
                "数十",
                "好几百",
                "近百",
                "成倍",
                "几何级数",
                "数千",
            ]
        )
        shapes = [
            f"{words}{thing}得到改善" if words in ("成百上千", "数以万计") else f"{words}{measure}{thing}得到改善",
            f"{thing}增加到{words}{measure}",
            f"{self._pick(DONE)}{thing}{words}{measure}",
        ]
        return self._around(self._pick(shapes)), words

    def _share(self, _: dict[str, Any]) -> Made:
        thing, _measure = self._pick(COUNTED).split(":")
        words = self._pick(
            [
                "七成",
                "九成九",
                "六成多",
                "近八成",
                "三分之二",
                "四分之三",
                "百分之八十八",
                "半数以上",
                "绝大多数学校",
                "一半以上",
                "两个百分点",
                "12.5%",
                "1:12.5",
                "千分之三",
                "三倍",
                "一倍多",
                "翻了一番",
                "5.6个百分点",
                "五五开",
                "零增长",
            ]
        )
        shapes = [
            f"{words}的{thing}实现更新",
            f"{thing}占比达到{words}",
            f"{thing}较上年变化{words}",
            f"{thing}的差距缩小到{words}",
        ]
        return self._around(self._pick(shapes)), words

    def _year(self, _: dict[str, Any]) -> Made:
        words = self._pick(YEARS)
        thing, _measure = self._pick(COUNTED).split(":")
        shapes = [f"{words}{self._pick(DONE)}{thing}", f"{thing}工作{words}保持稳定", f"{words}，{thing}管理不断规范"]
        return self._around(self._pick(shapes)), words

    # names

    def _rank(self, _: dict[str, Any]) -> Made:
        words = self._pick(RANKS)
        shapes = [f"工作考核居{words}", f"综合水平达到{words}", f"群众满意度测评列{words}", f"成绩排在{words}"]
        return self._around(self._pick(shapes)), words

    def _honour(self, _: dict[str, Any]) -> Made:
        words, how = self._pick(HONOURS), self._pick(HONOURED)
        shapes = [f"相关做法{how}{words}", f"学校{how}{words}", f"有关经验{how}{words}并作交流", f"{how}{words}"]
        return self._around(self._pick(shapes)), words

    def _document(self, _: dict[str, Any]) -> Made:
        words = self._pick(DOCUMENTS)
        shapes = [
            f"严格执行{words}",
            f"把{words}落到实处",
            f"对标{words}逐项整改",
            f"{words}各项任务全面完成",
            f"{words}印发后迅速传达学习",
            f"以{words}为抓手推进改革",
        ]
        return self._around(self._pick(shapes)), words

    def _nickname(self, _: dict[str, Any]) -> Made:
        words = self._pick(NICKNAMES)
        shapes = [
            f"学习借鉴{words}经验",
            f"选派教师到{words}研修",
            f"承接{words}优质教育资源",
            f"教育协作向{words}拓展",
            f"{words}的专家来校指导",
            f"对口支援{words}有关学校",
        ]
        return self._around(self._pick(shapes)), words

    def _school(self, _: dict[str, Any]) -> Made:
        words = self._pick(SCHOOLS)
        shapes = [
            f"{words}改扩建项目建成投用",
            f"以{words}为龙头组建教育集团",
            f"支持{words}提升办学水平",
            f"{words}等学校先行先试",
            f"在{words}举办成果展示",
        ]
        return self._around(self._pick(shapes)), words

    def _body(self, _: dict[str, Any]) -> Made:
        words = self._pick(BODIES)
        shapes = [
            f"与{words}共建培训基地",
            f"引入{words}参与办学",
            f"{words}捐赠图书和设备",
            f"经验被{words}报道",
            f"委托{words}开展评估",
        ]
        return self._around(self._pick(shapes)), words

    def _person(self, _: dict[str, Any]) -> Made:
        surname, given, role = self._pick(SURNAMES), self._pick(GIVEN), self._pick(ROLES)
        full = surname + given
        shapes = [
            (f"{role}{full}带头宣讲", full),
            (f"{full}（{role}）全程参与", full),
            (f"{role}{full}一行到校指导", full),
            (f"{full}名师工作室发挥辐射作用", full),
            (f"涌现出{full}等先进典型", full),
            (f"学习{full}先进事迹", full),
            (f"聘请{full}担任顾问", full),
            (f"{surname}校长的经验得到推广", f"{surname}校长"),
            (f"老{surname[0]}书记讲思政课", f"老{surname[0]}书记"),
            (f"{surname}老师的课例获得好评", f"{surname}老师"),
            (f"经{full}同志协调解决", full),
            (f"{full}专题部署有关工作", full),
        ]
        core, words = self._pick(shapes)
        return self._around(core), words

    # what is true of something else

    def _values(self, item: dict[str, Any]) -> list[dict[str, str]]:
        return [d for d in item["数据"] if d["含义"] == "本年"]

    def _scope(self, item: dict[str, Any]) -> Made | None:
        """A true figure told of another region, or of a part."""
        values = self._values(item)
        if not values:
            return None
        d = self.random.choice(values)
        where = self._pick([*WIDER[self._level], *PARTS])
        shapes = [
            (f"{where}{d['指标']}为{d['数据位']}", f"{where}{d['指标']}为{d['显示']}"),
            (f"{where}的{d['指标']}已达{d['数据位']}", f"{where}的{d['指标']}已达{d['显示']}"),
        ]
        core, words = self._pick(shapes * 2)
        return self._around(core), words

    def _crossed(self, item: dict[str, Any]) -> Made | None:
        """One indicator's name with another's value."""
        values = [d for d in item["数据"] if d["含义"] in ("本年", "上年", "变动", "增减", "增幅")]
        pairs = [(a, b) for a in values for b in values if a["指标"] != b["指标"] and a["显示"] != b["显示"]]
        if not pairs:
            return None
        name, value = self.random.choice(pairs)
        said = {"上年": "上年为", "变动": "变动", "增减": "增减", "增幅": "增幅"}.get(value["含义"], "为")
        shapes = [
            (f"{name['指标']}{said}{value['数据位']}", f"{name['指标']}{said}{value['显示']}"),
            (f"{name['指标']}（{value['数据位']}）保持平稳", f"{name['指标']}（{value['显示']}）"),
            (f"{value['数据位']}是{name['指标']}的最新水平", f"{value['显示']}是{name['指标']}"),
        ]
        core, words = self._pick(shapes * 2)
        return self._around(core), words

    def _printed(self, item: dict[str, Any]) -> Made | None:
        """A value written out, as the evidence shows it, beside something else."""
        if not item["数据"]:
            return None
        d = self.random.choice(item["数据"])
        thing, _measure = self._pick(COUNTED).split(":")
        shapes = [
            (f"{thing}达到{d['显示']}", f"{thing}达到{d['显示']}"),
            (f"{thing}有{d['显示']}", f"{thing}有{d['显示']}"),
        ]
        core, words = self._pick(shapes * 2)
        return self._around(core), words

    def _altered(self, item: dict[str, Any]) -> Made | None:
        """A sentence of the evidence with one figure changed."""
        passages = [m["原文"] for m in item["材料"] if FIGURE.search(m["原文"])]
        if not passages:
            return None
        text = self.random.choice(passages)
        match = self.random.choice(list(FIGURE.finditer(text)))
        number = match.group().rstrip(".")
        changed = self._pick(
            [
                f"{number}0",
                f"1{number}",
                str(int(float(number)) + 1),
                number[::-1],
                f"{number[0]}{number}",
                f"{number}5",
            ]
        )
        made = text[: match.start()] + changed + text[match.start() + len(number) :]
        tail = CLAUSE.match(made[match.start() :])
        return made, made[max(0, match.start() - 4) : match.start()] + (tail.group() if tail else changed)

    def _swapped(self, item: dict[str, Any]) -> Made | None:
        """A sentence of the evidence with two of its figures, or one with another sentence's, exchanged."""
        passages = [m["原文"] for m in item["材料"]]
        found = [(text, match) for text in passages for match in FIGURE.finditer(text)]
        self.random.shuffle(found)
        for text, match in found:
            for _, other in found:
                if other.group() != match.group():
                    made = text[: match.start()] + other.group() + text[match.end() :]
                    tail = CLAUSE.match(made[match.start() :])
                    words = made[max(0, match.start() - 4) : match.start()] + (tail.group() if tail else "")
                    return made, words
        return None
