"""Breaking a title by meaning: whole words, no 的 at the head of a line, a trapezoid or a diamond (7.3.1)."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from drafter.rendering.layout import em_width

__all__ = ["break_title"]

# Words of such titles, longest first where one begins another. Text between them stays in one piece.
_TOKEN = re.compile(
    r"《[^》]*》|“[^”]*”|（[^）]*）|〔[^〕]*〕|"
    r"\d{4}(?:[—–-]\d{4})?(?:学年|年度|年)?|[A-Za-z0-9.%]+|"
    r"人民政府(?:教育督导(?:委员会|室)|办公室|办公厅)?|教育督导委员会(?:办公室)?|"
    r"教育体育局|教育局|教育厅|教育委员会|自治区|自治州|自治县|自治旗|"
    r"关于|履行教育职责|党政领导干部|义务教育|学前教育|职业教育|普通高中|高质量发展|优质均衡|普及普惠|"
    r"自查自评|自评|自查|整改|落实|评价|督导|评估|监测|工作|情况|总结|报告"
)
_ISSUER_ENDS = ("人民政府", "办公室", "办公厅", "委员会", "教育督导室", "教育局", "教育厅", "教育体育局")
_PLACE_ENDS = ("省", "市", "州", "盟", "县", "区", "旗")
# These belong to what stands before them: no line begins with them.
_LEANING = re.compile(r"^(?:的|[、，。：；）》”〕]|情况|工作|报告|总结)")
_NEVER = 1000.0
_MAX_LINES = 4


def break_title(title: str, line_ems: float) -> list[str]:
    """The lines of a title.

    Args:
        title: without line breaks.
        line_ems: what a line holds, in full-width characters. One character is left free on either side, since
            a title from edge to edge looks like text.

    Returns:
        One line when it fits; else as few as will do, broken where the sense breaks.
    """
    limit = line_ems - 2
    if em_width(title) <= limit:
        return [title]
    tokens = _tokens(title, limit)
    fewest = max(2, -int(-em_width(title) // limit))
    best: tuple[float, list[str]] = (float("inf"), [])
    for count in range(fewest, min(_MAX_LINES, len(tokens)) + 1):
        for cuts in combinations(range(1, len(tokens)), count - 1):
            lines = ["".join(tokens[a:b]) for a, b in pairwise((0, *cuts, len(tokens)))]
            cost = sum(_cut_cost(tokens[cut - 1], tokens[cut]) for cut in cuts)
            cost += _shape_cost([em_width(line) for line in lines], limit) + 4 * (count - fewest)
            if cost < best[0]:
                best = (cost, lines)
    return best[1] if best[0] < _NEVER else _filled(tokens, limit)


def _tokens(title: str, limit: float) -> list[str]:
    """The pieces that stay whole; one too long for a line is cut into lines."""
    pieces: list[str] = []
    position = 0
    for match in _TOKEN.finditer(title):
        pieces += [title[position : match.start()], match.group()]
        position = match.end()
    pieces.append(title[position:])
    joined: list[str] = []
    for piece in filter(None, pieces):
        issuer = piece.startswith("人民政府") and joined and joined[-1].endswith(_PLACE_ENDS)
        if joined and (issuer or _leans(joined[-1], piece)) and em_width(joined[-1] + piece) <= limit:
            joined[-1] += piece
        else:
            joined.append(piece)
    step = max(1, int(limit))
    return [piece[i : i + step] for piece in joined for i in range(0, len(piece), step)]


def _leans(before: str, piece: str) -> bool:
    return bool(_LEANING.match(piece)) and not before.endswith(_ISSUER_ENDS)


def _cut_cost(before: str, after: str) -> float:
    """How much a line break here hurts the reader; 0 after the issuer."""
    if before.endswith(_ISSUER_ENDS) or after == "关于":
        return 0
    if before.endswith("关于"):
        return 1
    return 2 if after.startswith("履行") or after[0].isdigit() else 3


def _shape_cost(widths: list[float], limit: float) -> float:
    """How far the lines are from a trapezoid or a diamond; out of the question when one is too long."""
    if max(widths) > limit:
        return _NEVER
    cost = (max(widths) - min(widths)) / 3
    if max(widths) - min(widths) < 2:
        cost += 2  # a rectangle
    if any(a > b < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False)):
        cost += 8  # an hourglass
    return cost + (6 if min(widths) < 4 else 0)


def _filled(tokens: list[str], limit: float) -> list[str]:
    """Lines filled one after another, for a title too long for a shape."""
    lines = [""]
    for token in tokens:
        if lines[-1] and em_width(lines[-1] + token) > limit:
            lines.append("")
        lines[-1] += token
    return lines
