"""The words in which one thing is said by many: of more and less, of then and now, of lacking, of all together.

Kept in one place, so that a word learnt for one relation is known to all. Each is an alternation without groups, to be
put into a pattern.
"""

from __future__ import annotations

__all__ = ["AFRESH", "DONE", "EARLIER", "NOW", "NUMBER_OF_YEARS", "SO_FAR"]

#: What may be done more or less of than before: 多投了420个, 少招160人.
DONE = (
    "开设|投放|招收|拨付|配备|支出|投入|添置|购置|安排|完成|培训|选派|录取|流失|发放|收入|新建|建成|招聘"
    "|举办|供给|提供|补充|募集|筹集|资助|增设|开|投|招|办|建|收|拨|配|支|付|读|添|购|派|送|聘|录|用|花|交|设"
)
NUMBER_OF_YEARS = "(?:[一二两三四五六七八九十]{1,2}|(?<![\\d.])\\d{1,2})个?年"
#: The time before the one that is reported.
EARLIER = (
    "[上去前]一?学?年度?|上一?年度|前一年度?|上一?学年|去岁|上年度|一年前|[一二两三四五六七八九十]年前"
    "|年初|期初|年前|起初|当初|最初|原先|原来|原有|原本"
    "|此前|之前|以前|先前|早先|往年|过去|彼时|当时|那时|基期|改造前|整改前|实施前|调整前|规划期初"
)
NOW = (
    "今年|今岁|本年度?|本学年|今秋|目前|现在|现有|现已|现为|现|如今|而今|眼下|眼前|当前|时下|至今|迄今"
    "|现阶段|截至目前|改造后|整改后|实施后|调整后"
)
#: What leads to what came together until now.
SO_FAR = (
    "累计|至此|截至目前|迄今|前后|先后|合起来|加起来|加在一起|相加|共计|合计|总计|一共|总共|共"
    "|[两几]年(?:合计|共计|共|累计|合起来|加起来|下来)"
)
#: What opens a part that is added to what was there.
AFRESH = "今年又?|本年又?|当年又?|本年度|今年度|年内又?|又|再|新近又?|后又|随后又?|接着又?|下半年|第二批|二期|后续"
