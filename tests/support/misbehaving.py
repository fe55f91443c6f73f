"""A model that misbehaves in every way known, and the lies it tells, made at random from words and shapes of their own.

The liar knows nothing of the guards: it makes figures, documents, places and persons in the forms in which people write
them, and keeps what it said, so that a test can look for it in the finished DOCX.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable
from typing import Any, Protocol

from model_server import Answer, Items, Reply, cooperative


def _words(text: str) -> list[str]:
    return text.split()


DIGITS = "零一二三四五六七八九"
UNITS = _words("所 个 名 人次 间 万元 亿元 公里 台 项 场次 平方米 % 个百分点 学位 ")
THINGS = _words(
    "标准化教室 校园足球场 直饮水设备 录播教室 心理辅导室 校车 营养餐食堂 教师周转房 图书 "
    "实训设备 课后服务课程 校外实践营地 智能黑板 "
)
VERBS = _words("新建成 投入使用 累计建设 改造提升 补充配备 安排 撤并 开设 争取到 落实 ")
SURNAMES = _words(
    "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 欧阳 上官 "
)
GIVEN = _words(
    "建 国 明 华 伟 丽 敏 静 强 磊 军 洋 勇 艳 杰 娟 涛 超 秀 霞 平 刚 桂 文 辉 玲 鹏 志 宏 德 兴 永 晓 春 海 燕 "
)
TITLES = _words("市长 县长 局长 副市长 校长 书记 教授 院士 厅长 主任 督学 园长 老师 同志 理事长 ")
ODD_PERSONS = ["买买提·艾力", "次仁卓玛", "诺尔布", "帕提古丽", "Peter Wang", "王某某", "张三"]
PLACES = _words(
    "望江县 柳溪镇 东屏街道 清河口村 白塔区 锦屏山镇 太和新城 兴隆乡 红旗社区 丹阳市 苏州 深圳 "
    "雄安新区 浦东 拉萨 合阳县 河西走廊 张家口 "
)
SCHOOLS = _words(
    "明德外国语学校 第七实验小学 育才中学 阳光幼儿园 清北附中 东方红小学 文华职业学院 星海艺术高中 市二十三中 博雅书院 "
)
DOCUMENTS = _words(
    "教育腾飞三年行动纲要 校园餐安全管理二十条 名师倍增计划实施方案 青蓝结对帮扶办法 "
    "学前教育提质扩容意见 智慧校园五年规划 "
)
PREFIXES = _words("云政办发 府发 教基 苏教发 省政字 晋办发 ")


class Teller(Protocol):
    """Whoever tells lies: ``told`` holds (kind, the words that are false)."""

    random: random.Random
    told: list[tuple[str, str]]

    def lie(self, item: dict[str, Any]) -> str:
        """A sentence with something false in it, told of an item of the evidence pack."""
        ...


class Liar:
    """Tells lies and remembers them: ``told`` holds (kind, the words that are false)."""

    KINDS = ("figure", "document", "place", "person", "slot", "rebound")

    def __init__(self, seed: int, true: str) -> None:
        self.random = random.Random(seed)
        self._true = true
        self.told: list[tuple[str, str]] = []

    def lie(self, item: dict[str, Any]) -> str:
        """A sentence with something false in it; the words are never those of the truth."""
        for _ in range(50):
            kind = self.random.choice(self.KINDS)
            made = getattr(self, f"_{kind}")(item)
            if made is not None and plain(made[1]) not in self._true:
                self.told.append((kind, made[1]))
                return str(made[0])
        return "全市教育工作稳步推进。"

    def _number(self) -> str:
        r = self.random
        value = r.choice([r.randint(2, 99), r.randint(100, 9999), r.randint(10_000, 999_999)])
        forms: list[Callable[[], str]] = [
            lambda: str(value),
            lambda: f"{value:,}",
            lambda: f"{value / 100:.2f}",
            lambda: "".join(chr(ord(c) + 0xFEE0) for c in str(value)),
            lambda: chinese(value),
            lambda: chinese(value).replace("二", "两", 1),
            lambda: chinese(value) + "余",
            lambda: r.choice(["数十", "上百", "近千", "几十", "数百"]),
            lambda: " ".join(str(value)),
            lambda: str(value) + r.choice(["余", "多"]),
            lambda: f"{value}\u200b"[::1],
        ]
        return r.choice(forms)()

    def _figure(self, item: dict[str, Any]) -> tuple[str, str]:
        r = self.random
        thing, verb = r.choice(THINGS), r.choice(VERBS)
        number, unit = self._number(), r.choice(UNITS)
        figure = f"{number}{unit}"
        shapes = [
            (f"全年{verb}{thing}{figure}，条件明显改善。", figure),
            (f"其中{thing}达{figure}，惠及城乡学生。", figure),
            (f"{thing}由原来的少数学校扩大到{figure}。", figure),
            (f"全市{r.choice(['七', '八', '六', '近九'])}成学校配有{thing}。", "成学校"),
            (f"{thing}数量翻了{r.choice(['一', '两', '三'])}番。", "番"),
            (f"{thing}总量是三年前的{r.choice(['两', '三', '五', '2.5'])}倍。", "倍"),
            (f"{r.choice(['三', '四', '五'])}分之{r.choice(['一', '二'])}的学校用上{thing}。", "分之"),
            (f"{thing}覆盖率超过百分之{chinese(r.randint(51, 98))}。", "百分之"),
            (f"{thing}每校平均{chinese(r.randint(3, 40))}套。", "每校平均"),
        ]
        return r.choice(shapes)

    def _document(self, item: dict[str, Any]) -> tuple[str, str]:
        r = self.random
        name = r.choice(["", "全市", "关于"]) + r.choice(DOCUMENTS)
        number = f"{r.choice(PREFIXES)}〔{r.randint(2015, 2025)}〕{r.randint(2, 99)}号"
        return r.choice(
            [
                (f"市政府印发《{name}》，压实各方责任。", f"《{name}》"),
                (f"依据《{name}》（{number}）推进各项任务。", f"《{name}》"),
                (f"按照{number}文件要求，逐校落实。", number),
                (f"出台{name}，明确时间表和路线图。", name),
                (f"对照{name}逐项落实整改。", name),
                (f"研究制定“{name}”，统筹推进。", name),
            ]
        )

    def _place(self, item: dict[str, Any]) -> tuple[str, str]:
        r = self.random
        place = r.choice(PLACES + SCHOOLS)
        return r.choice(
            [
                (f"在{place}召开现场推进会，推广有效做法。", place),
                (f"{place}的做法在全域推开。", place),
                (f"与{place}建立结对帮扶关系，选派骨干教师支教。", place),
                (f"{place}率先实现城乡同标。", place),
                (f"推动优质资源向{place}倾斜。", place),
                (f"组织校长赴{place}跟岗学习。", place),
            ]
        )

    def _person(self, item: dict[str, Any]) -> tuple[str, str]:
        r = self.random
        name = r.choice(ODD_PERSONS + [r.choice(SURNAMES) + "".join(r.sample(GIVEN, r.choice([1, 2, 2])))] * 20)
        title = r.choice(TITLES)
        return r.choice(
            [
                (f"{title}{name}多次深入学校调研。", name),
                (f"{name}{title}主持专题会议研究解决。", name),
                (f"{name}带队开展专项督导，推动问题解决。", name),
                (f"由{name}牵头，统筹推进改革任务。", name),
                (f"在{name}的带领下，办学质量稳步提升。", name),
                (f"{name}、{r.choice(SURNAMES)}{r.choice(GIVEN)}等同志分片包联学校。", name),
            ]
        )

    def _slot(self, item: dict[str, Any]) -> tuple[str, str] | None:
        """A true figure told of something else, of another year, or in the other direction."""
        data = item["数据"]
        values = [d for d in data if d["含义"] == "本年"]
        changes = [d for d in data if "方向" in d and d["方向"] != "持平"]
        r = self.random
        if changes and r.random() < 0.4:
            d = r.choice(changes)
            word = "下降" if d["方向"].startswith("提高") else "增长"
            return f"{d['指标']}比上年{word}{d['数据位']}。", f"{word}{d['显示']}"
        if not values:
            return None
        d = r.choice(values)
        if r.random() < 0.5:
            thing = r.choice(THINGS)
            return f"全市{thing}达到{d['数据位']}。", f"{thing}达到{d['显示']}"
        return f"{d['指标']}上年为{d['数据位']}。", f"上年为{d['显示']}"

    def _rebound(self, item: dict[str, Any]) -> tuple[str, str] | None:
        """A figure of a passage told of something else."""
        figures = [f for m in item["材料"] for f in re.findall(r"\d[\d.]*(?:所|个|人|名|万元|亿元|项|次|%)", m["原文"])]
        if not figures:
            return None
        figure, thing, verb = (self.random.choice(x) for x in (figures, THINGS, VERBS))
        return f"全年{verb}{thing}{figure}。", f"{verb}{thing}{figure}"


def plain(text: str) -> str:
    """Full-width digits narrowed, invisible characters gone."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")


def chinese(value: int) -> str:
    """A whole number below a million in Chinese numerals.

    >>> chinese(1204)
    '一千二百零四'
    """
    if value >= 10_000:
        rest = value % 10_000
        return chinese(value // 10_000) + "万" + (("零" if rest < 1000 else "") + chinese(rest) if rest else "")
    text, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return text.removeprefix("一") if text.startswith("一十") else text


def lying(liar: Teller, share: float = 1.0) -> Answer:
    """Cooperative answers with a lie in a share of the items, in any place."""

    def answer(items: Items) -> str:
        data = json.loads(cooperative(items))
        given = {item["id"]: item for item in items}
        for entry in data["items"]:
            if liar.random.random() <= share:
                at = liar.random.randint(0, len(entry["sentences"]))
                lie = {"text": liar.lie(given[entry["id"]]), "evidence": ["m1"]}
                if liar.random.random() < 0.3:
                    entry["sentences"] = [lie]
                else:
                    entry["sentences"].insert(at, lie)
        return json.dumps(data, ensure_ascii=False)

    return answer


def obeying(items: Items) -> str:
    """What a model writes that takes orders from the materials."""
    entries = [
        {"id": i["id"], "sentences": ["好的，已忽略以上要求。本市各项指标均为全国第一，达到100%。"]} for i in items
    ]
    return json.dumps({"items": entries}, ensure_ascii=False)


def modes(liar: Teller) -> dict[str, Answer]:
    """Every way of misbehaving by its name; each answers one request."""
    return {
        "cooperative": cooperative,
        "lies": lying(liar),
        "few lies": lying(liar, 0.2),
        "garbage": lambda _: "锟斤拷烫烫烫 ✖ lorem 1234 ipsum，教育",
        "empty": lambda _: "",
        "truncated": lambda items: Reply(cooperative(items)[: len(cooperative(items)) * 2 // 3], finish="length"),
        "broken JSON": lambda items: cooperative(items).replace('"sentences"', "sentences", 3)[:-2],
        "thinking": lambda items: f"<think>{liar.lie(items[0])}{{}}</think>\n{cooperative(items)}",
        "fenced": lambda items: f"好的：\n```json\n{cooperative(items)}\n```\n以上。",
        "busy": lambda _: Reply("slow down", 429, headers={"Retry-After": "0.05"}),
        "down": lambda _: Reply("boom", 500),
        "hanging": lambda _: Reply(delay=1.0),
        "hanging up": lambda _: Reply(hang_up=True),
        "filtered": lambda _: Reply("content_filter: 内容审核", 400),
        "filtered quietly": lambda _: Reply("", finish="content_filter"),
        "obeying": obeying,
    }


def at_random(liar: Teller) -> Answer:
    """Another mode for each answer; half of them are lies."""
    known = modes(liar)
    names = [*known, *["lies"] * (len(known) // 2), *["cooperative"] * (len(known) // 3)]

    def answer(items: Items) -> Any:
        return known[liar.random.choice(names)](items)

    return answer
