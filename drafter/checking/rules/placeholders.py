"""PLH: what somebody still has to fill in, and what a template or a web page left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checking.context import CheckContext
from drafter.checking.rules.model import Example, Family, Rule
from drafter.facts.units import BASE_UNITS
from drafter.findings import Finding, Severity
from drafter.reading import Flow

__all__ = ["FAMILY", "NUMBER", "PENDING", "YEAR"]

_PRACTICE = "报送要求：数据真实、材料齐全（国教督办函〔2018〕16号）；占位内容不得出现在定稿中"

NUMBER = Rule(
    "PLH001",
    "number-placeholder",
    "数字未填",
    Severity.ERROR,
    "用 X、x、××、*、下划线或空括号代替的数字；“资金多少万元”“招聘教师名”“达到%”一类漏了数字；日期的月、日空着。",
    "定稿里留着占位符，上级会认为数据没有核实。",
    (
        Example("全市共有幼儿园X所。"),
        Example("投入资金xx万元，增长x%。"),
        Example("选派教师***名。"),
        Example("新建学校____所。"),
        Example("培训教师x万余人次。"),
        Example("补助标准为X-X元。"),
        Example("实现x个100%。"),
        Example("讨论议题？？项，整改问题╳╳个。"),
        Example("全市有小学12X所，在园幼儿【12460】人。"),
        Example("县长全年？次主持召开调度会。"),
        Example("全年下达奖补资金多少万元，招聘教师名，巩固率达到%，普惠率？%。"),
        Example(
            "云岭市人民政府2025年履行教育职责自评报告\n一、基本情况\n全市教育平稳发展。\n云岭市人民政府\n2026年　月　日"
        ),
    ),
    (
        Example("开展“1+X”证书制度试点。"),
        Example("学习类APP、X光机、ESI排名均为专有名称。"),
        Example("全市共有幼儿园612所。"),
        Example("建成XR实训室3间。"),
        Example("家长问学校能办几个？个别学校作了答复。"),
        Example("孩子放学谁来管？三点半以后由学校管。"),
        Example("摸清每校缺多少名教师，公开花了多少万元、花在哪里，个别园为解决几所村小供餐作了探索。"),
        Example("教学能手若干，投入以万元为单位统计，会议名称、学生名单、百分之百均已核对。"),
    ),
    _PRACTICE,
)
YEAR = Rule(
    "PLH002",
    "year-placeholder",
    "年份未填",
    Severity.ERROR,
    "写成 20XX、20**、××年 的年份；成文日期没有年份。",
    "年份不定，全部数据都没有时间。",
    (
        Example("20XX年全市教育支出增长。"),
        Example("截至20xx年底，全部完成。"),
        Example("2X年招生工作平稳。"),
        Example("一、基本情况\n全市教育平稳发展。\n云岭市人民政府\n年3月5日"),
    ),
    (Example("2025年全市教育支出增长。"),),
    _PRACTICE,
)
NAME = Rule(
    "PLH003",
    "name-placeholder",
    "名称未填",
    Severity.WARNING,
    "用 XX、某某、* 代替的地名、单位名或人名；同一份报告只报一次。",
    "行政区名没有替换，说明文本来自样本或模板。",
    (
        Example("XX市认真开展自查自评。"),
        Example("某某县落实主体责任。"),
        Example("*市教育局印发通知。"),
        Example("XX无此项工作任务。"),
        Example("□□集团、○○路小学参与共建。"),
        Example("____小学被评为文明校园。"),
    ),
    (Example("云岭市认真开展自查自评。"), Example("某些学校的条件有待改善。")),
    _PRACTICE,
)
REFERENCE = Rule(
    "PLH004",
    "reference-placeholder",
    "文号或单位全称未填",
    Severity.ERROR,
    "发文字号、公司或机构全称里留着 X、* 或空白。",
    "依据文件查不到，佐证就不成立。",
    (
        Example("根据《通知》（X教督委〔2025〕2号）要求。"),
        Example("教材由新华XX公司统一发行。"),
        Example("印发《办法》（云府办发〔2025〕  号）。"),
        Example("根据《方案》（云教督〔2025〕？号）要求。"),
        Example("根据《通知》（云教督〔2025〕△号）要求。"),
    ),
    (Example("根据《通知》（江政教督〔2026〕1号）要求。"),),
    "《党政机关公文处理工作条例》第九条：发文字号由发文机关代字、年份、发文顺序号组成",
)
PENDING = Rule(
    "PLH005",
    "pending-note",
    "待补充内容",
    Severity.ERROR,
    "【待补充：…】、（此处填写…）一类给撰写者看的提示。",
    "提示留在定稿里等于要点没有作答。",
    (
        Example("【待补充：教师培训经费，请向市教育局索取】"),
        Example("投入资金（此处填写金额）。"),
        Example("完成情况：[请填写]。"),
        Example("整改时限（待定）。"),
        Example("教育投入［待财政局确认］亿元，此处插入表格。"),
        Example("参训教师[待汇总]人次。"),
        Example("全县小学（　）均开设科学课，县委书记（姓名）讲思政课3次。"),
        Example("一、基本情况\n全县有幼儿园52（？）所，小学44所？，初中15所。"),
        Example("一、基本情况\n联系人：　　电话："),
        Example("一、存在的问题\n主要问题：一是……；二是……。"),
        Example("实训基地建设情况待补。发放津贴（标准待补，区人社局提供）。"),
    ),
    (
        Example("经费缺口待补充的学校逐年减少。"),
        Example("【案例】某校开展阅读活动。"),
        Example("教师岗位待补充，实训基地建设情况良好。"),
    ),
    _PRACTICE,
)
LEFTOVER = Rule(
    "PLH006",
    "page-leftover",
    "网页或汇编残留",
    Severity.WARNING,
    "汇编的篇号、网址、“更多范文”“来源”等不属于报告的行。",
    "把下载的范文当底稿时最容易留下，一眼就能看出。",
    (
        Example("第三篇：2025年市人民政府履行教育职责自评报告\n2025年市人民政府履行教育职责自评报告"),
        Example("一、基本情况\n全市教育事业平稳发展。\n更多范文请访问某某网"),
        Example("一、基本情况\n全市教育事业平稳发展。\n文章来源：网络"),
        Example("云岭县人民政府2025年度履行教育职责自评报告（二稿，王局长已审）\n一、基本情况\n全县教育事业平稳发展。"),
        Example("云岭县人民政府2025年度履行教育职责自评报告-终稿.docx\n一、基本情况\n全县教育事业平稳发展。"),
        Example("【交流材料之三】云岭县人民政府2025年度履行教育职责自评报告\n一、基本情况\n全县教育事业平稳发展。"),
        Example("云岭县人民政府2025年度履行教育职责自评报告（征求意见稿第2版）\n一、基本情况\n全县教育事业平稳发展。"),
        Example("一、基本情况\n【打印】【关闭】\n以上是小编整理的范文，希望对您有帮助。"),
    ),
    (
        Example(
            "云岭县人民政府2025年度履行教育职责自评报告\n一、基本情况\n方案（第三稿）已修改，教案.docx已上传平台。"
        ),
        Example("第三部分：存在的问题"),
        Example("数据来源：教育事业统计年报。"),
    ),
    _PRACTICE,
)

_X = "XxＸｘ×╳✕✖✗"
_MASK = (
    rf"(?:[{_X}]{{1,12}}(?:[.．][{_X}]{{1,4}})?"
    rf"|[*＊]{{1,6}}|[_＿]{{2,}}|[（(\[［【][^\S\n]{{0,8}}[)）\]］】]|[○〇□△※◇☆●■▲★◆█▇▉▓▒░]{{2,12}})"
)
_UNIT = "|".join(re.escape(u) for u in sorted(BASE_UNITS, key=len, reverse=True) if u not in ("是/否", "比值", "系数"))
#: Units that no word begins with, so that a gap, a letter or a question mark before them stands for a figure.
_PLAIN_UNIT = r"(?:[万亿]元|万?人次|万人|[%％]|个百分点|平方米|余?[所名个人项场](?=[，。；、）]))"
_GAP = (
    rf"(?<=[一-鿿])(?:[^\S\n]{{2,}}|…{{1,2}})(?={_PLAIN_UNIT})"
    rf"|(?<=[成建有达到共入资了招训约近超计加校师])(?:[?？]{{1,4}}|[Nn])(?={_UNIT})"
    rf"|(?<=[一-鿿])[?？]{{2,4}}\s?(?={_UNIT})"
    r"|(?<=[一-鿿])[NnMYZ](?=(?:[个名所人次项处家套间]|万?元|亿元)(?:[一-鿿]{0,6}[，。；、）]|$))"
    r"|(?<=[一-鿿])(?<![吗呢么何谁哪几])[?？](?=(?:人?次|场次?|[所名个项]|批次)(?:[，。；、）]|主持|研究|召开|调研|审议|检查))"
)
_NUMBER = re.compile(
    rf"百分之[{_X}*＊]{{1,3}}|(?<![A-Za-z\d+＋“\"*＊_一二三四五六七八九十〇])(?P<mask>{_MASK}(?:\s*[-—－~～:：]\s*(?:{_MASK}|\d{{1,3}}(?![\d:：])))?)\s*"
    rf"(?:[万亿千百]{{1,2}})?[余多]?\s*(?P<unit>％|‰|{_UNIT}|月(?!经)|日(?=[，。；、召印举内前至])|年(?=[。，；、内来间{_X}])"
    rf"|[万亿](?=[，。；、])|轮次?|位(?!置|于)|条(?!件|例))"
    rf"|(?<![A-Za-z\d])[{_X}]{{1,4}}\s*[:：]\s*(?:[{_X}]{{1,4}}|\d{{1,3}})(?![A-Za-z\d:：])"
    rf"|(?<![A-Za-z\d长记任员席])[XＸ×]{{3,}}(?![A-Za-z])(?![一-鿿]{{0,4}}(?:同志|书记|省长|市长|县长|局长|主任|大学|学院|公司|学校|中学|小学))|{_GAP}"
)
_YEAR = re.compile(
    rf"(?<![\dA-Za-z])(?:20[{_X}*＊_]{{2}}|2[{_X}*＊]|20\d[{_X}*＊]|[{_X}*＊]{{2,4}}|二[〇○零][{_X}○]{{2}})\s*(?=年|学年|-|—)"
    rf"|(?<![A-Za-z\d])20[{_X}*＊_]{{2}}(?![A-Za-z\d])|(?<![A-Za-z\d])2[OoＯ]\d\d(?=年)"
    r"|(?<![\d近约满过教达为有了用])20[^\S\n]{2,}(?=年)"
)
_REFERENCE = re.compile(
    r"(?<![A-Za-z])[XxＸｘ×*＊]{1,4}(?=[一-鿿]{0,6}〔)|〔\s*(?:[XxＸｘ×*＊_]+|\d{0,3}|\d{2}[XxＸｘ×*＊]{2})\s*〕(?:\s*(?:第\s*)?(?:[XxＸｘ×*＊_]{1,4}|\s+)\s*号)?"
    r"|〕\s*(?:第\s*)?(?:[XxＸｘ×╳*＊_＿?？※○〇□△◇☆●■▲★◆]{1,4}|\s*)\s*号|(?<=[一-鿿])[\[［【]\s?20\d\d\s?[\]］】]\s*号|[一-鿿]{0,4}[XxＸｘ×*＊]{1,4}(?:公司|集团|出版社|大学|学院|医院|银行)"
)
_NAME = re.compile(
    r"(?<![A-Za-z\d+＋“\"])(?:[XxＸｘ×]{1,4}(?!光|射线|线|轴|染色体|型|形)|[*＊]{1,4})(?=[一-鿿])|某某某?|某(?=[省市县区镇乡](?!些))"
    r"|(?<![A-Za-z\d])(?:[A-Z](?=[县镇乡]|市(?![场级])|省(?!级))|[○〇□△_＿]{2,4}(?=[省市县区州镇乡])|[○□△※◇＿]{2,6}(?=[一-鿿、，]))|(?<![_A-Za-z\d])_{2,8}(?=[一-鿿])|“[^\S\n]*”"
    r"|(?<=[长记任员席])[XxＸｘ×*＊]{2,4}(?![一-鿿A-Za-z\d])"
)
_FILLED = (
    r"金额|数额|数字|数量|人数|数据|数值|比例|名称|年份"
    r"|时间|日期|地名|单位名称|姓名|学校名称|[省市县区]名|具体[一-鿿]{2,6}"
)
_PENDING = re.compile(
    r"【[^【】]{0,16}(?:由[^【】]{1,10}(?:提供|补充|填写|填报|核实|确认)|(?:此段|本段|该段|此处|此句)[^【】]{0,12}(?:压缩|删|修改|核|补|调整|保留|展开|扩写))[^【】]*】"
    r"|【[^【】]{0,4}(?:待补|待填|待核|待定|请补充|请填写|填写)[^【】]*】"
    r"|[（(\[［](?:此处|这里)?(?:请|需|待)?(?:补充|填写|填入|核实|插入|待定|待补|待填)[^（）()\[\]［］]{0,30}[）)\]］]"
    r"|[（(\[［【][^（）()\[\]［］【】]{0,12}(?:待核实?|待查|待定|待补充?|待填|待确认|待更新|待统计|待汇总|待上?报|待测算|待提供|待核准)[^（）()\[\]［］【】]{0,6}[）)\]］】]"
    r"|[（(\[［【](?:此处|这里|以下|下文)[^（）()\[\]［］【】]{0,6}(?:省略|略|插|填|补|加)[^（）()\[\]［］【】]{0,16}[）)\]］】]"
    r"|[（(][^（）()]{0,10}由[^（）()]{1,10}(?:填写|填报|补充)[）)]|[（(](?:下|以下|中|上)?略[）)]"
    rf"|[{{｛<＜【\[](?:{_FILLED})[}}｝>＞】\]]|[（(](?:{_FILLED})[）)](?={_PLAIN_UNIT}|所|名|个|人)"
    r"|[（(](?:姓名|题目|标题|单位名称|学校名称|单位全称|文件名称|文号|具体(?:数字|数据|金额|人数)|[省市县区]名)[）)]"
    r"|\$?\{\{?[^{}\n]{1,20}\}?\}|^\s*(?:备注|注|说明|提示)[：:][^。\n]{0,20}(?:请|需|待|须)[^。\n]{0,10}(?:核实|补充|填写|确认|更新|修改)[^。\n]{0,8}"
    r"|(?:TODO|TBD)(?![A-Za-z])|[（(\[［【]待(?![遇业岗产命机见人])[^（）()\[\]［］【】]{0,12}(?:确认|核实?|提供|补充?|核对|审定|填报?|上报|反馈|定)[）)\]］】]"
    r"|(?:情况|数据|数字|名单|标准|金额|文号|日期|人数|比例|结果|进展|内容|材料)(?:待补充?|待核实?|待定|待填|待提供|另补|后补)(?=[，。；）]|$)"
    r"|[（(][^（）()]{0,10}(?:待补|待核|待填)[，,][^（）()]{1,14}[）)]"
    r"|此处(?:插入|附上?|放|粘贴|补充?)(?:表格|图片|图表|照片|数据|材料)|批注\s*[\[［【（(：:]|[\[［【](?:图片|表格|照片)\s*\d{0,2}[\]］】]"
    r"|(?:这|本|此|该)(?:段|句|处)(?:话)?(?:再|请|还要|还需)(?:精简|压缩|删|改|补|充实|核)[^。，；]{0,10}"
)
_EMPTY = re.compile(r"(?<=[一-鿿])[（(【][^\S\n]{0,8}[）)】](?=[一-鿿，。；、])")
_COUNTED = r"[一二三四五六七八九十\d]{1,3}"
_SITES = r"百度文库|道客巴巴|豆丁网|原创力文档|第一公文网|范文网|公文网|文秘网|笔杆子|文库网|公众号：|星球号"
#: Lines that a web page or a collection of models puts before, between and after its texts.
_LINE = (
    rf"[【（(〖\[]?\s*(?:第{_COUNTED}篇|(?:篇|范文|例文|样本|模板){_COUNTED})\s*(?:[】）)〗\]][：:]?|[：:、])|(?:范文|例文|样文)[：:]"
    rf"|(?:材料|范文|例文|篇){_COUNTED}\s*$"
    r"|[（(]?(?:文章|信息|稿件|图片|本文)?(?:来源|本文来自|转载自|整理自|出处)[：:][^。]{1,24}$"
    r"|(?:责任编辑|责编|编辑|作者|发布时间|发布日期|发布人|浏览次数|阅读次数|点击数|字号|审核人|投稿邮箱|微信号|微信|QQ群?|客服)[：:][^。]{0,40}$"
    r"|(?:上一篇|下一篇|相关(?:热词|阅读|文章|推荐|链接|搜索)|延伸阅读|推荐阅读|猜你喜欢|热门文章|标签)[：:]?[^。]{0,60}$"
    r"|(?:下载原图|查看大图|点击(?:查看|下载|阅读)[^。]{0,12}|打赏|点赞|收藏|打印本页|关闭窗口|返回顶部|分享到[^。]{0,12}|阅读全文|展开全文)\s*$"
    r"|(?:声明|免责声明|版权声明)[：:].{0,80}$"
)
#: An address that the sentence itself introduces belongs to it.
_OWN_ADDRESS = "".join(
    f"(?<!{word}{mark})"
    for word in ("网址", "网站", "平台", "链接", "地址", "登录")
    for mark in ("：", ":", "为", "（", "")
)
_LEFTOVER = re.compile(
    rf"^\s*(?:{_LINE}|[【〖\[](?:参考|交流|汇编|学习)?(?:材料|资料|范文|例文|样本|附件)之?{_COUNTED}[】〗\]])"
    rf"|更多[^。]{{0,12}}(?:请访问|请登录|请关注|尽在|点击|关注)|(?:请访问|访问网址|欢迎访问|欢迎下载)|{_OWN_ADDRESS}(?:https?://[!-~]+|www\.[\w./-]+)"
    r"|(?:扫码|扫描?[^，。；]{0,6}二维码)[，,]?(?:即可)?(?:添?加|关注|领|进|下载|获取)[^，。；]{0,16}|加(?:微信|QQ|客服)[A-Za-z\d：:]{0,20}[^，。；]{0,8}|付费(?:阅读|下载|查看)|(?:会员)?免费下载"
    r"|扫一扫[^，。；]{0,16}|[【〖\[](?:打印|关闭|返回|收藏|字体[：:][^】〗\]]{0,12})[】〗\]]|小编[^，。；]{0,20}|希望(?:能)?对(?:您|大家|你)(?:能)?有所?帮助"
    r"|(?:文档)?内容由用户(?:上传|提供)[^。]{0,12}|仅供学习参考|VIP(?:会员)?[^，。；]{0,12}|更多精彩[^。]{0,12}|未经(?:授权|许可)[^。；]{0,8}转载"
    r"|^\s*来源[：:][^。]{1,40}(?:发布时间|发布日期|浏览|阅读)[^。]{0,30}"
    rf"|转载请注明[^。]{{0,12}}|版权(?:归|所有)[^，。；]{{0,10}}|侵权?(?:必)?删|本文由[^。]{{0,16}}(?:整理|发布|提供|原创)|(?:{_SITES})"
)
#: What a draft is called, which a report as sent up is no more.
_DRAFT = re.compile(
    r"[（(【](?:征求意见稿|送审稿|讨论稿|初稿|草稿|样稿|修改稿|定稿|送审版|(?:(?:送审|征求意见|讨论|修改|报审|审议|汇报)稿?[\s·—-]?)?第[一二三四五六七八九十\d]{1,2}(?:次)?(?:修改)?[稿版]|仅供参考|内部资料|内部参考|模板|样本|范文)[）)】]"
)
#: A note on who has worked on the draft, or the name of the file, left after the title.
_HANDLED = re.compile(
    r"[（(【](?:(?:第[一二三四五六七八九十\d]{1,2}|[初草修改终定]|送审|征求意见)[稿版][，,、\s]?)?[^（）()【】]{0,10}(?:已|再|又)?(?:改过|改定|已改|已审|已阅|审过|阅改|修改过|审阅)[^（）()【】]{0,4}[）)】]\s*$"
    r"|[（(【](?:第[一二三四五六七八九十\d]{1,2}|[初草修终定])(?:改)?[稿版][，,、\s][^（）()【】]{1,14}[）)】]\s*$"
    r"|(?<=报告)(?:[-_－—\s（(]{0,2}(?:[vV]\d(?:\.\d)?|\d|终稿|定稿|最终版|修改稿|修改版|初稿|副本)[）)]?)?\.(?:docx?|wps|pdf|txt)\s*$"
    r"|(?<=报告)[-_－—\s]{1,2}(?:[vV]\d(?:\.\d)?|终稿|定稿|最终版|修改版|初稿|副本)\s*$"
)
_NUMBERED_TITLE = re.compile(
    r"^\s*(?P<mark>\d{1,2}\s*[.．、])\s*(?=20\d\d年|[^，。；]{2,24}(?:政府|履行教育职责))[^。；]{6,60}报告"
)
_MARKDOWN = re.compile(r"\*\*?[^*\n]+\*\*?|^\s*\*\s")
#: A title set bold by asterisks at the head of a line or of a cell.
_BOLD = re.compile(r"(?:^|(?<=\|))\s*\*\*[^*\n，。；：|]{1,30}[：:。]?\*\*(?=\s|[：，。|]|$)")


def check(context: CheckContext) -> Iterator[Finding]:
    """Every placeholder of the document, header and footer included."""
    markdown = context.document.form == "md"
    first = context.document.headings[0].paragraph if context.document.headings else 0
    for flow in context.document.flows:
        yield from _check_flow(flow, markdown)
        if flow.first_paragraph <= first:
            yield from _head(flow)


def _head(flow: Flow) -> Iterator[Finding]:
    """What stands at the title without belonging to it: the mark of a draft, the number in a collection."""
    for match in _DRAFT.finditer(flow.text):
        told = f"“{match.group()}”是过程稿的标记，报送前应删去"
        yield LEFTOVER.at(flow, *match.span(), told, suggestion="删去", severity=Severity.INFO)
    if handled := _HANDLED.search(flow.text):
        told = f"标题后的“{handled.group().strip()}”是过程稿或文件名的痕迹，报送前应删去"
        yield LEFTOVER.at(flow, *handled.span(), told, suggestion="删去")
    if numbered := _NUMBERED_TITLE.match(flow.text):
        told = f"标题前的“{numbered['mark']}”像是汇编的编号"
        yield LEFTOVER.at(flow, *numbered.span("mark"), told, suggestion="删去")


def _check_flow(flow: Flow, markdown: bool) -> Iterator[Finding]:
    text = flow.text
    taken: list[tuple[int, int]] = []
    if "*" in text:  # emphasis
        taken += [match.span() for match in (_MARKDOWN if markdown else _BOLD).finditer(text)]

    for rule, pattern, message, suggestion in _CHECKS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < stop and end > begin for begin, stop in taken):
                continue
            taken.append((start, end))
            words = match.group().strip().strip("【】")
            yield rule.at(flow, start, end, message.format(words), suggestion=suggestion, root=_root(rule, flow))


def _root(rule: Rule, flow: Flow) -> str:
    """Unfilled years and names are one omission each; unfilled figures one a paragraph."""
    if rule is NUMBER:
        return f"{rule.code}:{flow.first_paragraph}"
    return rule.code if rule in (YEAR, NAME) else ""


#: In the order in which a stretch of text is claimed.
_CHECKS = (
    (PENDING, _PENDING, "还有内容没有补上", "补齐后删去这段提示"),
    (LEFTOVER, _LEFTOVER, "“{}”不是报告的内容，像是汇编或网页留下的", "删去"),
    (REFERENCE, _REFERENCE, "“{}”没有填写完整", "补上文号或单位全称"),
    (YEAR, _YEAR, "年份“{}”没有填写", "填写年份"),
    (NUMBER, _NUMBER, "“{}”的数字没有填写", "填写实数"),
    (NAME, _NAME, "名称“{}”没有替换", "换成本地的规范名称"),
    (PENDING, _EMPTY, "括号里没有内容", "补写内容，或删去括号"),
)


FAMILY = Family("PLH", "占位与残留", (NUMBER, YEAR, NAME, REFERENCE, PENDING, LEFTOVER), check)
