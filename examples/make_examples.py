"""Builds the workbooks and the write-ups of the fictional examples from their readable sources.

Run ``python examples/make_examples.py`` after editing a ``sources`` folder. The same sources give the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from building.tables import build_csv, build_ledger, build_numbered, build_two_row, build_wide
from building.writeups import build_old_text, build_writeup

EXAMPLES = Path(__file__).resolve().parent


def build_city() -> dict[Path, bytes]:
    """云岭市: a workbook as offices fill it in, and eight write-ups."""
    sources = EXAMPLES / "city" / "sources"
    files = {
        Path("city", "metrics.xlsx"): build_numbered(sources / "指标.csv", "云岭市2025年教育履职指标表", "云岭市教育局")
    }
    return files | write_ups("city")


def build_province() -> dict[Path, bytes]:
    """江岭省: a CSV, and the write-ups that do not stand in their folder as they were written."""
    sources = EXAMPLES / "province" / "sources"
    files = {Path("province", "metrics.csv"): build_csv(sources / "指标.csv", "江岭省2025年教育履职指标表", mark=True)}
    for source in sorted(sources.glob("*.txt")):
        files[Path("province", "materials", source.name)] = build_old_text(source)
    return files | write_ups("province")


def build_county() -> dict[Path, bytes]:
    """石溪县: the same metrics as a workbook and as CSV, write-ups, and a ledger."""
    sources = EXAMPLES / "county" / "sources"
    title = "石溪县2025年教育履职指标表"
    files = {
        Path("county", "metrics.xlsx"): build_two_row(sources / "指标.csv", title, "石溪县教育局"),
        Path("county", "metrics.csv"): build_csv(sources / "指标.csv", title, mark=False),
        Path("county", "materials", "问题整改台账.xlsx"): build_ledger(
            sources / "问题整改台账.csv", "石溪县上轮评价反馈问题整改台账", "石溪县人民政府教育督导室"
        ),
    }
    return files | write_ups("county")


def build_counties() -> dict[Path, bytes]:
    """Twelve counties of three cities in one wide sheet."""
    title = "江岭省部分县（市、区）2025年教育履职指标汇总表"
    source = EXAMPLES / "sources" / "counties.csv"
    return {Path("counties.xlsx"): build_wide(source, title, "江岭省教育厅")}


def write_ups(example: str) -> dict[Path, bytes]:
    """The write-ups of an example whose sources are Markdown."""
    sources = sorted((EXAMPLES / example / "sources").glob("*.md"))
    return {Path(example, "materials", source.stem + ".docx"): build_writeup(source) for source in sources}


def build_all() -> dict[Path, bytes]:
    """Every built file, by its path below this folder."""
    return build_city() | build_province() | build_county() | build_counties()


def main() -> None:
    """Writes the built files to their places."""
    for path, content in build_all().items():
        (EXAMPLES / path).parent.mkdir(exist_ok=True)
        (EXAMPLES / path).write_bytes(content)


if __name__ == "__main__":
    main()
