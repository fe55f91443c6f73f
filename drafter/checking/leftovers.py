"""What tells a leftover of another report from a place named for a reason."""

from __future__ import annotations

import re

from drafter.reading import Document

__all__ = ["AROUND", "DEALINGS", "left_blank"]

#: Words by which a sentence speaks of dealings with another place.
DEALINGS = re.compile(
    r"对口|支援|援[藏疆青建助派]|协作|结对|帮扶|共建|赴|前往|学习|考察|交流|借鉴|经验|来自|籍|引进|引入|招引|合作|联合|签[订约署]|友好|毗邻|相邻|接壤"
    r"|跨[省市县区域]|外省|省外|市外|招聘|选拔|举办|承办|召开|会议|参加|参赛|大赛|比赛|赛区|展演|论坛|推介|培训班|跟岗|挂职|研修|异地|飞地|东西部|邀请|专家"
    r"|同类|相比|对比|比较|平均水平|高铁|户籍|务工|流入|流出|转学|生源|师范大学|毕业|推广|现场会|通报|试点经验|做法|来访|观摩|捐[赠资助]|邻近|周边|联片|研学|对标|先进地区"
)
AROUND = 60
_BLANK = re.compile(
    r"(?<![A-Za-z])[XxＸｘ×*＊]{1,4}\s*(?:省|市|县|州|盟|旗|区(?!域))|某某?[省市县州](?![一-鿿]?级)|20\d\d年(?:省|市|县|区)人民政府"
)


def left_blank(document: Document) -> bool:
    """Whether the report leaves its own place blank (XX市), so that a real name in it was forgotten."""
    return any(_BLANK.search(flow.text) for flow in document.flows)
