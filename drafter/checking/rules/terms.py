"""Offices, documents and notions that are called otherwise now, with the year from which they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from drafter.files import read_yaml
from drafter.resources import bundled

__all__ = ["Superseded", "superseded"]


@dataclass(frozen=True)
class Superseded:
    """A term with what it is called now.

    Attributes:
        pattern: of the old term.
        now: the term to use.
        since: the year from which the new one holds; a report on an earlier year may use the old one.
        norm: where that is laid down.
        firm: whether a law or a reform renamed it; otherwise it is usage.
        quoted: whether it is usually written between quotation marks or title marks, so that those exempt nothing.
    """

    pattern: str
    now: str
    since: int
    norm: str
    firm: bool = True
    quoted: bool = False


_REFORM_2018 = "2018年地方机构改革（《深化党和国家机构改革方案》）"
_MIGRANT = "国办发〔2012〕46号使用“进城务工人员随迁子女”"
_DISABLED = "《残疾人保障法》（1990年施行）使用“残疾人”"
_MINISTRIES = "2018年国务院机构改革（《深化党和国家机构改革方案》）"
_CODE = "《民法典》（2021年1月1日施行）第一千二百六十条"
_RURAL = "2020年底脱贫攻坚任务完成；中发〔2020〕30号：巩固拓展脱贫攻坚成果同乡村振兴有效衔接"

_SUPERSEDED: tuple[Superseded, ...] = (
    Superseded("农民工子女|(?<!农)民工子女|外来务工人员子女|流动人口子女", "进城务工人员随迁子女", 2012, _MIGRANT),
    Superseded("国家教委(?!员)|国家教育委员会", "教育部", 1998, "1998年国务院机构改革"),
    Superseded("卫生和计划生育(?:局|委员会)|卫计[局委]", "卫生健康局（委）", 2019, _REFORM_2018),
    Superseded(
        "食品药品监督管理局|食药监局|食药局|质监局|质量技术监督局|工商局|工商行政管理局",
        "市场监督管理局",
        2019,
        _REFORM_2018,
    ),
    Superseded("国土资源局|国土局|城乡规划局|(?<=[省市县区州旗、])规划局", "自然资源局", 2019, _REFORM_2018),
    Superseded(
        "人口和计划生育(?:局|委员会)|人口计生[委局]|(?<!人口)计生[委局]|卫生局",
        "卫生健康局（委）",
        2015,
        "2013年起的机构改革",
    ),
    Superseded(
        "文化广电新闻出版局|文广新局|文体广新局|文化体育局|文体局|(?<=[省市县区州旗、])文化局|旅游局(?<!和旅游局)(?<!广旅游局)(?<!化旅游局)(?<!体旅游局)(?<!育旅游局)|旅游发展委员会|旅发委",
        "文化和旅游局",
        2019,
        _REFORM_2018,
        firm=False,
    ),
    Superseded("(?<=[省市县区州旗、])农业局|农牧局|畜牧局", "农业农村局", 2019, _REFORM_2018, firm=False),
    Superseded("物价局", "发展改革部门", 2019, _REFORM_2018, firm=False),
    Superseded("(?<=[省市县区州旗、])人事局|人事和社会保障局", "人力资源和社会保障局", 2010, "2008年起的机构改革"),
    Superseded("文化广电体育局", "文化和旅游局", 2019, _REFORM_2018, firm=False),
    Superseded("乡村振兴局(?!（原)", "农业农村部门", 2024, "2023年党和国家机构改革方案", firm=False),
    Superseded(
        "国家卫生计生委|国家卫计委|国家卫生和计划生育委员会|(?<=[^一-鿿])卫生部(?![门分])",
        "国家卫生健康委",
        2018,
        _MINISTRIES,
    ),
    Superseded("环境保护部(?![门分])|环保部(?![门分])", "生态环境部", 2018, _MINISTRIES),
    Superseded("国土资源部(?![门分])", "自然资源部", 2018, _MINISTRIES),
    Superseded("(?<=[^一-鿿])(?:农业部|文化部)(?![门分长])|国家旅游局", "农业农村部、文化和旅游部", 2018, _MINISTRIES),
    Superseded("国家新闻出版广电总局|国家新闻出版总署", "国家新闻出版署、国家广播电视总局", 2018, _MINISTRIES),
    Superseded("人事部(?![门分])|劳动和社会保障部", "人力资源社会保障部", 2008, "2008年国务院机构改革"),
    Superseded("《?物权法》?|《?侵权责任法》?|《?民法通则》?", "《民法典》", 2021, _CODE, quoted=True),
    Superseded("环境保护局|环保局", "生态环境局", 2019, _REFORM_2018),
    Superseded("安全生产监督管理局|安监局", "应急管理局", 2019, _REFORM_2018),
    Superseded(
        "公安消防(?:支队|大队|中队|部队)|消防部队",
        "消防救援队伍",
        2019,
        "2018年公安消防部队改制（中办、国办《组建国家综合性消防救援队伍框架方案》）",
    ),
    Superseded("国税局|地税局", "税务局", 2019, _REFORM_2018),
    Superseded("劳动和社会保障局|(?<!省)(?<!市)(?<!县)人事劳动局", "人力资源和社会保障局", 2010, "2008年起的机构改革"),
    Superseded(
        "扶贫开发办公室|扶贫办",
        "农业农村部门（原乡村振兴局）",
        2024,
        "2021年扶贫办改组为乡村振兴局，2023年机构改革职责划入农业农村部门",
    ),
    Superseded("免费师范生|师范生免费教育", "公费师范生（师范生公费教育）", 2018, "国办发〔2018〕75号"),
    Superseded(
        "德智体美(?!劳)|德、智、体、美(?!、劳)",
        "德智体美劳",
        2018,
        "2018年全国教育大会；《教育法》（2021年修正）第五条",
    ),
    Superseded("残废(?=人|儿童|学生|子女)", "残疾", 1990, _DISABLED),
    Superseded("聋哑(?=人|儿童|学生|学校)", "听力残疾（学校称聋校或特殊教育学校）", 1990, _DISABLED, firm=False),
    Superseded("弱智(?=儿童|学生|班)", "智力残疾", 1990, _DISABLED),
    Superseded("全面二孩(?:政策)?|二胎政策", "三孩生育政策", 2021, "《人口与计划生育法》（2021年修正）第十八条"),
    Superseded(
        "新型冠状病毒肺炎|新冠肺炎", "新型冠状病毒感染", 2023, "国家卫生健康委公告2022年第7号（2022年12月更名）"
    ),
    Superseded(
        "(?:坚决)?打赢(?:教育)?脱贫攻坚战|建档立卡(?:等)?(?:贫困)?(?:户|家庭|学生|村|子女|人口)|国家级贫困县|教育(?:精准)?(?:扶贫|脱贫)|精准(?:扶贫|脱贫)|贫困(?:县|村|户)(?!退出|摘帽)",
        "巩固拓展脱贫攻坚成果（脱贫户、脱贫县）",
        2022,
        _RURAL,
        firm=False,
    ),
    Superseded(
        "(?<!病)(?:常态化|新冠)?疫情防控|核酸检测|新冠(?:病毒)?疫苗|健康码|行程码",
        "2023年起转入常态化管理，按本年情况写",
        2024,
        "国务院联防联控机制2022年12月26日《关于对新型冠状病毒感染实施“乙类乙管”的总体方案》",
        firm=False,
    ),
    Superseded(
        '[“"]?十三五[”"]?(?:规划)?(?=[，。、；]|期间|时期|规划|以来|末)',
        "“十四五”",
        2022,
        "2021年起为“十四五”时期",
        firm=False,
        quoted=True,
    ),
    Superseded(
        '“?不忘初心、?牢记使命[”"]?主题教育',
        "当年的主题教育",
        2021,
        "该主题教育于2020年1月总结",
        firm=False,
        quoted=True,
    ),
    Superseded(
        "党史学习教育",
        "当年的主题教育（2023年起为常态化长效化）",
        2023,
        "2021年开展的党史学习教育",
        firm=False,
    ),
    Superseded('[“"]?两学一做[”"]?', "当年的学习教育", 2020, "2016年开展", firm=False, quoted=True),
    Superseded('[“"]?三通两平台[”"]?', "国家教育数字化战略行动", 2022, "教育部2022年工作要点", firm=False, quoted=True),
    Superseded(
        "全面改薄|薄弱学校基本办学条件(?=项目|改造)",
        "义务教育薄弱环节改善与能力提升",
        2020,
        "财教〔2019〕100号",
        firm=False,
    ),
    Superseded('[“"]两基[”"]', "义务教育均衡发展", 2012, "2011年全面实现“两基”", firm=False, quoted=True),
    Superseded(
        '校校通[”"]?工程|农远工程|农村远程教育',
        "国家教育数字化战略行动",
        2022,
        "教育部2022年工作要点",
        firm=False,
    ),
    Superseded("九年制义务教育", "九年义务教育", 1986, "《义务教育法》第二条", firm=False),
    Superseded(
        "贫困(?:学生|生)(?![活产源命])|特困生",
        "家庭经济困难学生",
        2007,
        "国发〔2007〕13号使用“家庭经济困难学生”",
        firm=False,
    ),
    Superseded(
        "(?<![相偏级])差生(?![均源产活师])",
        "学习困难学生",
        2006,
        "《义务教育法》（2006年修订）第二十九条：平等对待学生",
        firm=False,
    ),
    Superseded(
        "第[一二三]期学前教育(?:三年)?行动计划",
        "“十四五”学前教育发展提升行动计划",
        2021,
        "教基〔2021〕8号；第三期实施到2020年",
        firm=False,
        quoted=True,
    ),
    Superseded(
        "(?<!领导的)(?<!领导下的)校长负责制",
        "党组织领导的校长负责制",
        2022,
        "中共中央办公厅2022年《关于建立中小学校党组织领导的校长负责制的意见（试行）》",
        firm=False,
    ),
    Superseded("流动(?:人口)?(?:子女|儿童)(?!之家)", "进城务工人员随迁子女", 2014, "国发〔2016〕40号", firm=False),
    Superseded("重点(?:中学|小学|初中)(?![生校部])", "优质学校", 2006, "《义务教育法》第二十二条", firm=False),
    Superseded(
        '[“"]?普九[”"]?(?![一-鿿]?年)', "义务教育均衡发展", 2012, "2011年全面实现“两基”", firm=False, quoted=True
    ),
    Superseded(
        '群众路线教育实践活动|[“"]?三严三实[”"]?', "当年的学习教育", 2017, "2013—2015年开展", firm=False, quoted=True
    ),
    Superseded(
        "(?<![县区旗央])广播电视大学(?!(?:县|区|[一-鿿]{2})?(?:工作站|分校))",
        "开放大学",
        2022,
        "教育部《国家开放大学综合改革方案》（2020年8月）",
    ),
    Superseded("(?<=[省市县区州旗、])监察[局厅]", "监察委员会", 2019, _REFORM_2018),
    Superseded(
        "(?:工商|食药监|食药|质监|卫计|国土|安监)部门",
        "市场监管、卫生健康、自然资源、应急管理部门",
        2019,
        _REFORM_2018,
    ),
    Superseded(
        "贫困家庭(?:学生|子女|儿童)|家庭贫困(?:学生|儿童)",
        "家庭经济困难学生",
        2007,
        "国发〔2007〕13号使用“家庭经济困难学生”",
        firm=False,
    ),
    Superseded("(?:高中)?毕业会考|高中会考", "普通高中学业水平考试", 2015, "国发〔2014〕35号", firm=False),
    Superseded("教育信息化2\\.0", "国家教育数字化战略行动", 2023, "教育部2022年工作要点", firm=False, quoted=True),
    Superseded(
        "(?:决胜|为|加快)全面(?:建成|建设)小康社会",
        "全面建设社会主义现代化国家",
        2022,
        "2021年7月宣布全面建成",
        firm=False,
    ),
    Superseded(
        "建档立卡贫困(?:家庭)?(?:学生|户|子女|儿童|人口|幼儿)", "脱贫家庭学生（脱贫户、脱贫人口）", 2023, _RURAL
    ),
    Superseded(
        "(?:坚持|保持|落实|确保|按照|实现|严格)(?:高中阶段)?(?:职普比|普职比|职普招生|普职招生)(?:规模)?大体相当",
        "推进职普协调发展",
        2023,
        "《职业教育法》（2022年修订）第十四条：因地制宜、统筹推进职业教育与普通教育协调发展",
    ),
    Superseded(
        "(?<!坚持)(?<!保持)(?<!落实)(?<!确保)(?<!按照)(?<!实现)(?<!严格)(?<!高中阶段)"
        "(?:职普比|普职比|职普招生|普职招生)(?:例|规模)?(?:保持|基本)?大体相当",
        "职普协调发展",
        2023,
        "《职业教育法》（2022年修订）第十四条",
        firm=False,
        quoted=True,
    ),
    Superseded(
        "工读(?:学校|教育|生(?![产活源])|学生)",
        "专门学校、专门教育",
        2021,
        "《预防未成年人犯罪法》（2020年修订）第六条",
    ),
    Superseded("法制副校长", "法治副校长", 2022, "《中小学法治副校长聘任与管理办法》（教育部令第52号）"),
    Superseded("消防官兵|武警消防", "消防救援人员", 2019, "中办、国办《组建国家综合性消防救援队伍框架方案》"),
    Superseded(
        "国家工商行政管理总局|国家工商总局|国家质检总局|国家质量监督检验检疫总局|国家食品药品监督管理总局|国家食药监总局",
        "国家市场监督管理总局",
        2018,
        _MINISTRIES,
    ),
    Superseded("国家安全生产监督管理总局|国家安监总局", "应急管理部", 2018, _MINISTRIES),
    Superseded("国土资源厅", "自然资源厅", 2019, _REFORM_2018),
    Superseded("环境保护厅|环保厅", "生态环境厅", 2019, _REFORM_2018),
    Superseded("(?<=[省区])卫生厅|卫生和计划生育委|卫生计生[委局]", "卫生健康委（局）", 2019, _REFORM_2018),
    Superseded(
        "(?<=[省区])(?:农业厅|文化厅)|安全生产监督管理厅", "农业农村厅、文化和旅游厅、应急管理厅", 2019, _REFORM_2018
    ),
    Superseded(
        "(?:人民)?政府法制(?:办公室|办|局)|(?<=[省市县区州旗])法制(?:办公室|办|局)", "司法局（厅）", 2019, _REFORM_2018
    ),
    Superseded("反贪(?:污贿赂)?局", "监察委员会", 2018, "2018年国家监察体制改革"),
    Superseded("国务院法制办(?:公室)?", "司法部", 2018, _MINISTRIES),
    Superseded("国家测绘(?:地理信息)?局|国家海洋局", "自然资源部", 2018, _MINISTRIES, firm=False),
    Superseded("国家教育督导团", "国务院教育督导委员会办公室", 2013, "国办发〔2012〕45号"),
    Superseded("教育部考试中心|国家教育考试中心", "教育部教育考试院", 2022, "2022年教育部考试中心更名"),
    Superseded("国家汉办|孔子学院总部", "教育部中外语言交流合作中心", 2021, "2020年7月设立"),
    Superseded("中央教育科学研究所|中央教科所", "中国教育科学研究院", 2012, "2011年更名"),
    Superseded("中央广播电视大学|中央电大", "国家开放大学", 2013, "2012年更名"),
    Superseded("基础教育[一二]司", "教育部基础教育司", 2018, "2017年教育部内设机构调整"),
    Superseded("农村义务教育经费保障(?:新)?机制", "城乡义务教育经费保障机制", 2018, "国发〔2015〕67号", firm=False),
    Superseded(
        "农村和贫困地区学生(?=专项|招生|上|的专项|工作)",
        "农村和脱贫地区学生",
        2022,
        "教育部重点高校招生专项计划的通知",
        firm=False,
    ),
    Superseded(
        "国家扶贫开发工作重点县|深度贫困(?:县|乡镇|村|地区)", "脱贫县、国家乡村振兴重点帮扶县", 2022, _RURAL, firm=False
    ),
    Superseded("贫困地区(?!义务教育薄弱学校基本办学条件)|连片特困(?:地区|县)", "脱贫地区", 2022, _RURAL, firm=False),
    Superseded(
        "品德与(?:社会|生活)(?:课|教师|学科|、|，|教材)", "道德与法治", 2019, "教育部2016年起统一更名", firm=False
    ),
    Superseded(
        "(?<!中)(?:中学|小学)(?:一级|二级|三级|高级)教师",
        "一级教师、高级教师等统一名称",
        2017,
        "人社部发〔2015〕79号",
        firm=False,
    ),
    Superseded(
        "公共财政(?:预算)?教育(?:支出|经费)|预算内教育(?:经费|拨款|支出)",
        "一般公共预算教育支出（经费）",
        2018,
        "《预算法》",
        firm=False,
    ),
    Superseded("新型农村合作医疗|新农合", "城乡居民基本医疗保险", 2020, "国发〔2016〕3号", firm=False),
    Superseded("五保(?:户|供养|对象|家庭)", "特困供养人员", 2017, "国发〔2016〕14号", firm=False),
    Superseded("事实孤儿", "事实无人抚养儿童", 2020, "民发〔2019〕62号", firm=False),
    Superseded("盲聋哑学校|盲哑学校", "特殊教育学校", 1990, _DISABLED, firm=False),
    Superseded("智障(?=儿童|学生|少年|班)", "智力残疾", 1990, _DISABLED, firm=False),
    Superseded(
        "法制教育(?!基地|馆|实践)", "法治教育", 2017, "《青少年法治教育大纲》（教政法〔2016〕13号）", firm=False
    ),
    Superseded("少管所", "未成年犯管教所", 2000, "《监狱法》", firm=False),
    Superseded(
        "中小学危房改造工程|D级危房改造工程", "义务教育薄弱环节改善与能力提升", 2018, "财教〔2019〕100号", firm=False
    ),
)


@lru_cache(maxsize=1)
def superseded() -> tuple[Superseded, ...]:
    """Every term, those of ``knowledge/register/terms.yaml`` last."""
    further = (
        Superseded(e["old"], e["now"], e["since"], e["norm"], e.get("firm", False), e.get("quoted", False))
        for e in read_yaml(bundled("knowledge", "register", "terms.yaml"))
    )
    return (*_SUPERSEDED, *further)
