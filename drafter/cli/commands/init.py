"""``drafter init``: a folder to work in: settings, a metrics template to fill in, a place for the write-ups."""

from __future__ import annotations

from pathlib import Path

import typer

from drafter.cli.output import say
from drafter.cli.usage import ChineseCommand

__all__ = ["register"]

_DEFAULT_OUTLINE = "city-key-points"
_METRICS, _MATERIALS, _SETTINGS, _GUIDE = "指标表.xlsx", "materials", "drafter.toml", "使用说明.md"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("init", cls=ChineseCommand)(init)


def init(
    folder: Path = typer.Argument(..., metavar="DIR", help="新建在哪个文件夹"),
    outline: str = typer.Option(_DEFAULT_OUTLINE, "--outline", help="提纲 id，见 drafter outlines"),
    region: str = typer.Option("", "--region", help="地区全称，如 云岭市；写入指标表标题和设置"),
    year: int = typer.Option(0, "--year", help="报告年度；默认去年"),
) -> None:
    """建一个工作文件夹：设置、待填的指标表、放部门材料的文件夹。"""
    from datetime import date

    from drafter.errors import OutputError
    from drafter.facts import load_dictionary
    from drafter.files import check_writable, write_atomically
    from drafter.outlines import find_outline, region_name, report_year
    from drafter.rendering import render_template

    chosen = find_outline(outline)
    whose = region_name(region) if region else ""
    reported = report_year(year or date.today().year - 1)
    if folder.exists() and not folder.is_dir():
        raise OutputError("这是一个文件，需要文件夹", where=str(folder))
    targets = {name: folder / name for name in (_METRICS, _SETTINGS, _GUIDE)}
    for path in targets.values():
        if path.exists():
            raise OutputError("文件已经存在，没有改动", where=str(path), hint="请换一个文件夹")
        check_writable(path)
    write_atomically(
        {
            targets[_METRICS]: render_template(chosen, load_dictionary(), whose, reported),
            targets[_SETTINGS]: _settings(chosen.id, chosen.addressee, whose, reported).encode("utf-8"),
            targets[_GUIDE]: _guide(chosen.name, chosen.length).encode("utf-8"),
        }
    )
    try:
        (folder / _MATERIALS).mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError("不能新建文件夹", where=str(folder / _MATERIALS)) from error
    for name in (*targets, f"{_MATERIALS}/"):
        say(f"已建立 {folder / name}")
    say(f"填好{_METRICS}、把部门材料放进 {_MATERIALS}/ 后，在 {folder} 中运行：{_command()}")


def _command() -> str:
    return f"drafter draft --metrics {_METRICS} --materials {_MATERIALS} -o 自评报告.docx"


def _settings(outline: str, addressee: str, region: str, year: int) -> str:
    """``drafter.toml`` with what is known set and the rest as comments to be filled in."""
    asked = f'region = "{region}"' if region else '# region = "云岭市"            # 地区全称；也可以写在指标表标题里'
    sent = (
        f'addressee = "{addressee}"\n# number = "江政函〔2026〕3号"   # 发文字号'
        if addressee
        else '# addressee = "省教育厅："       # 主送机关，只有按公文报送时才写'
    )
    return f"""# drafter 的设置；命令行选项优先于这里，密钥只从环境变量 OPENAI_API_KEY 读取。
[report]
outline = "{outline}"
{asked}
year = {year}
# length = 5000                   # 最多多少字，默认按提纲
{sent}
# signer = "云岭市人民政府"       # 署名，默认为本级人民政府
# date = "2026-03-20"             # 成文日期

[model]
# name = "模型名称"               # 不写则离线起草
# base_url = "http://127.0.0.1:8000/v1"

[check]
# ignore = ["STR009"]             # 不查的规则或类别
"""


def _guide(outline: str, length: tuple[int, int]) -> str:
    return f"""# 使用说明

1. 打开“{_METRICS}”，填写本年和上年两列。没有的数留空，不涉及的填“不适用”。
2. 把部门材料（.docx、.pdf、.txt、.md、.xlsx）放进 `{_MATERIALS}` 文件夹，文件名写明部门，例如“市财政局.docx”。
3. 在本文件夹运行：

   ```
   {_command()}
   ```

4. 打开生成的 `自评报告.docx`：黄色的【待补充】是缺的内容和该找的部门；`自评报告.evidence.xlsx` 列出每个数的出处。
5. 修改后再检查：

   ```
   drafter check 自评报告.docx --metrics {_METRICS} --materials {_MATERIALS}
   ```

本文件夹使用的提纲是“{outline}”，一般 {length[0]}–{length[1]} 字；换提纲请改 `drafter.toml` 的 outline。
"""
