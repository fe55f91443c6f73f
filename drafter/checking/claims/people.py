"""People a text names: only where an office or 同志 stands beside the name, so that a name is meant for sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["SURNAMES", "Person", "find_people"]

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁沈姜范江傅钟卢汪戴崔任陆廖姚"
    "金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐"
    "葛柴祝单卞岳尤阮柯耿骆毕欧盛卓游申尚舒项兰习卫甘祁佟巩"
)
_TITLE = (
    r"(?:书记|省长|市长|州长|盟长|县长|区长|旗长|厅长|局长|部长|主席|总督学|秘书长|常委|主任)"
    r"(?![一-鿿]{0,1}(?:级|制|组))"
)
_AFTER = (
    r"(?=同志|先生|女士|[、，。；）)（(]|等(?:[一-鿿]{0,3})(?:领导|同志)|带头|主持|出席|听取|深入|率|参加|作(?:了|出|专题)|到|赴|每(?=[月周季年])|调研|强调|指出|多次|亲自"
    r"|分别|担任|兼任|兼|带队|牵头|为|就|在|先后|专题|部署|批示|任|[\d一二两三四五六七八九十]+次|与(?!会)|签|慰问|走访|讲|检查"
    r"|向|对|督办|参与|召集|挂联|联系|全程|分管|挂帅)"
)
_BY_OFFICE = re.compile(rf"{_TITLE}(?P<name>[{SURNAMES}][一-鿿]{{1,2}}?){_AFTER}")
_COMRADE = re.compile(rf"(?:^|(?<=[，。、；和与由：]))(?P<name>[{SURNAMES}][一-鿿]{{1,2}})同志")
#: 书记任组长, 市长何时, 局长办公会: characters that make the words after an office no name.
_NO_NAME = re.compile(r"[组员责会校讲课委办局厅处科的了]|长$|安排|安全|项目|任务|严格|何时")


@dataclass(frozen=True)
class Person:
    """A person's name at text[start:end]."""

    start: int
    end: int
    name: str


def find_people(text: str) -> Iterator[Person]:
    """People named with an office before the name or 同志 after it, in order."""
    seen: set[int] = set()
    for pattern in (_BY_OFFICE, _COMRADE):
        for match in pattern.finditer(text):
            name = match["name"]
            if match.start("name") in seen or _NO_NAME.search(name):
                continue
            seen.add(match.start("name"))
            yield Person(match.start("name"), match.end("name"), name)
