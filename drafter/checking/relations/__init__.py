"""Relations between figures that a text states itself: shares, sums, changes, targets, lists, products."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from drafter.checking.relations.across import shares_across
from drafter.checking.relations.against_means import against_means
from drafter.checking.relations.aligned import aligned_shares
from drafter.checking.relations.apart import apart
from drafter.checking.relations.averages import averages
from drafter.checking.relations.balances import balances
from drafter.checking.relations.behind import behind
from drafter.checking.relations.beside import beside
from drafter.checking.relations.bounds import bounds
from drafter.checking.relations.bracketed_marks import bracketed_marks
from drafter.checking.relations.by_the_head import by_the_head
from drafter.checking.relations.carried import carried
from drafter.checking.relations.changes import changes
from drafter.checking.relations.changes_together import changes_together
from drafter.checking.relations.chosen import chosen
from drafter.checking.relations.composing import compose
from drafter.checking.relations.conversions import conversions
from drafter.checking.relations.divided import put_right_later
from drafter.checking.relations.divided_lists import divided_lists
from drafter.checking.relations.each_mark import each_mark
from drafter.checking.relations.earlier import earlier
from drafter.checking.relations.former_latter import former_latter
from drafter.checking.relations.fractions import fractions
from drafter.checking.relations.goals import goals
from drafter.checking.relations.hundred import hundred
from drafter.checking.relations.identities import changes_across, heads_across, identities, parts_across, swapped
from drafter.checking.relations.impossible import impossible
from drafter.checking.relations.inside import divided_inside
from drafter.checking.relations.joint import joint_shares
from drafter.checking.relations.layered import layered
from drafter.checking.relations.ledger import ledger
from drafter.checking.relations.levels_beside import levels_beside
from drafter.checking.relations.listed import listed
from drafter.checking.relations.loads import loads
from drafter.checking.relations.marks import marks
from drafter.checking.relations.mean_columns import mean_columns
from drafter.checking.relations.means import means
from drafter.checking.relations.mended import mended
from drafter.checking.relations.model import Relation
from drafter.checking.relations.named_after import named_after
from drafter.checking.relations.named_columns import named_columns
from drafter.checking.relations.named_lists import named_lists
from drafter.checking.relations.named_shares import named_shares
from drafter.checking.relations.named_together import named_together
from drafter.checking.relations.nearby import nearby
from drafter.checking.relations.nearly import nearly_sums
from drafter.checking.relations.needs import needs
from drafter.checking.relations.net_growth import net_growth
from drafter.checking.relations.odd_totals import odd_totals
from drafter.checking.relations.of_total import of_total
from drafter.checking.relations.one_whole import one_whole
from drafter.checking.relations.other_base import other_base
from drafter.checking.relations.over_under import over_under
from drafter.checking.relations.over_years import over_years
from drafter.checking.relations.own_rates import own_rates
from drafter.checking.relations.paired_lists import paired_lists
from drafter.checking.relations.paired_shares import paired_shares
from drafter.checking.relations.paragraph_talk import paragraph_talk
from drafter.checking.relations.paragraphs import paragraph_changes, paragraph_totals
from drafter.checking.relations.per_hundred import per_hundred
from drafter.checking.relations.place_columns import place_columns
from drafter.checking.relations.place_items import place_items
from drafter.checking.relations.portions import portions
from drafter.checking.relations.products import products
from drafter.checking.relations.proportions import proportions
from drafter.checking.relations.ranks import WORDS, ranks
from drafter.checking.relations.rate_gaps import rate_gaps
from drafter.checking.relations.rates import rates
from drafter.checking.relations.rates_across import rates_across
from drafter.checking.relations.region import region_parts
from drafter.checking.relations.remainders import remainders, retold_remainders
from drafter.checking.relations.respective import respective
from drafter.checking.relations.rests import rests
from drafter.checking.relations.retelling import retelling
from drafter.checking.relations.row_nouns import row_nouns
from drafter.checking.relations.row_talk import row_talk
from drafter.checking.relations.row_things import Cells
from drafter.checking.relations.row_told import row_told
from drafter.checking.relations.rows import against_text, changes_against_rows
from drafter.checking.relations.rows_joined import rows_joined
from drafter.checking.relations.series import series
from drafter.checking.relations.shares import shares
from drafter.checking.relations.sheet_operands import WithSheet, in_text
from drafter.checking.relations.shortfalls import shortfalls
from drafter.checking.relations.sides import sides
from drafter.checking.relations.solving import solve
from drafter.checking.relations.span_rows import span_rows
from drafter.checking.relations.standards import standards
from drafter.checking.relations.sums import sums
from drafter.checking.relations.table_words import table_words
from drafter.checking.relations.tables import table_relations
from drafter.checking.relations.targets import targets
from drafter.checking.relations.than import than
from drafter.checking.relations.told_turned import told_turned
from drafter.checking.relations.views import View
from drafter.checking.relations.whole_elsewhere import wholes_elsewhere
from drafter.checking.relations.worded_changes import worded_changes
from drafter.checking.relations.year_rows import year_rows
from drafter.checking.relations.yearly import yearly
from drafter.checking.text.binding import Binding
from drafter.checking.text.grids import Grid
from drafter.checking.text.statements import Figure, Role, Statement
from drafter.checking.text.subjects import Subject
from drafter.checking.text.telling import Tellings
from drafter.facts import Metrics
from drafter.findings import State

__all__ = ["Relation", "document_relations", "find_relations"]


_CARRIED = 8
#: Relations that bear out all figures that take part.
_BORNE_OUT = frozenset(["growth", "difference", "points", "share", "sum"])
#: Relations that a share may take part in without being explained by them.
_OF_A_SHARE = frozenset(["target", "points", "direction", "list", "unit", "bound"])
_BRACKET = re.compile(r"（[^（）]{4,400}）")
#: What opens a bracket that goes on about the value before it.
_OF_HEAD = re.compile(r"^[（(](?:比|较|与)?(?:[上去前]一?学?年度?|(?:19|20)\d\d|同比|增|减|提|降|下|上升|多|少)")
_GOES_ON = re.compile(
    r"^\s*(?:其中|(?:约|仅|共)?占|[分按从][^，。；\d]{1,8}(?:看|分|计)[，,：:]"
    r"|(?:资金|投资|经费|人员|生源)(?:构成|来源|投向|去向|渠道)(?:上|方面|看|来看)?[，,：:])"
)


def find_relations(
    statement: Statement, bindings: dict[int, Binding], before: Statement | None = None
) -> Iterator[Relation]:
    """Every relation one sentence states, decided with rounding intervals.

    Args:
        before: the sentence before in the same flow; one that begins with 其中 goes on with its figures.
    """
    opened = before.figures[-_CARRIED:] if before is not None and _GOES_ON.match(statement.text) else []
    if opened and "占" in statement.text[:3]:
        opened = [f for f in opened if f.role is Role.LEVEL]  # what a sentence that opens with 占 is the share of
    outer, brackets = _set_aside(statement)
    together = list(joint_shares(statement))
    borne_out = {r.stated.id for r in together if r.state is State.PROVED}  # 升学和就业合计占97.34%: of neither alone
    yield from changes(outer)
    of_one = shares(outer, opened, before.figures if before is not None else ())
    yield from (r for r in of_one if r.state is not State.REFUTED or r.stated.id not in borne_out)
    for head, inside in brackets:
        yield from changes(_with_head(head, inside))
        yield from shares(inside, head)
    yield from sums(statement, bindings, opened)
    yield from paired_lists(statement, before.figures if before is not None else ())
    yield from series(statement)
    yield from respective(statement)
    yield from portions(statement, before.figures if before is not None else ())
    yield from shortfalls(statement)
    yield from together
    yield from needs(statement)
    yield from impossible(statement)
    yield from fractions(statement, before.figures if before is not None else ())
    yield from targets(statement)
    yield from each_mark(statement)
    yield from nearby(statement)
    yield from nearly_sums(statement)
    yield from goals(statement, before)
    yield from products(statement)
    yield from conversions(statement)
    yield from apart(statement, before)
    yield from over_under(statement)
    yield from balances(statement)
    yield from hundred(statement)
    yield from layered(statement)
    yield from listed(statement, before)
    yield from mended(statement)
    yield from than(statement, before)
    yield from bracketed_marks(statement, before)
    yield from former_latter(statement)
    yield from of_total(statement)
    yield from told_turned(statement)
    yield from changes_together(statement)
    yield from named_together(statement)
    yield from odd_totals(statement)


def _with_head(head: list[Figure], inside: Statement) -> Statement:
    """The list of a bracket with the value it tells the change of: 「3.1亿元（上年2.9亿元，增长6.9%）」."""
    first = inside.figures[0]
    tells = first.role in (Role.PREVIOUS, Role.CHANGE) and bool(_OF_HEAD.match(first.gap))
    if not tells or not head or head[0].role not in (Role.LEVEL, Role.SHARE):
        return inside
    return replace(inside, figures=[*head, *inside.figures])


def _set_aside(statement: Statement) -> tuple[Statement, list[tuple[list[Figure], Statement]]]:
    """A sentence without the lists in its brackets, and each of these with the figure it stands behind.

    「在校生24884人（小学9600人，初中6720人…），比上年减少1648人」: what follows the bracket goes on with what came
    before. A single figure in brackets (上年50.2%) is part of its sentence.
    """
    text, figures = statement.text, statement.figures
    inside: list[tuple[list[Figure], Statement]] = []
    for match in _BRACKET.finditer(text) if "（" in text else ():
        start, end = statement.start + match.start(), statement.start + match.end()
        listed = [f for f in figures if start <= f.start < end]
        if len(listed) > 1:
            head = [f for f in figures if f.end <= start][-1:]
            inside.append((head, replace(statement, figures=listed)))
    if not inside:
        return statement, []
    gone = {f.id for _, part in inside for f in part.figures}
    return replace(statement, figures=[f for f in figures if f.id not in gone]), inside


def document_relations(
    sentences: list[Statement],
    tables: list[Grid],
    found: Iterable[Relation],
    subjects: Mapping[int, Subject],
    told: Tellings,
    metrics: Metrics | None = None,
) -> Iterator[Relation]:
    """What tables state of their own figures, and sentences of figures told elsewhere.

    Args:
        found: the relations of single sentences, which come first.
        subjects: what each figure is told of; ``told`` the values of all that is.
        metrics: the sheet, for what the text leaves out of an equation.
    """
    prose = [s for s in sentences if s.flow.part != "table"]
    values = {f.quantity.value for s in prose for f in s.figures} if tables else set()
    for table in tables:
        of_table = list(table_relations(table, values))
        yield from of_table
        if not any(r.kind == "difference" for r in of_table):
            yield from named_columns(table)
        yield from standards(table)
        yield from yearly(table)
        yield from worded_changes(table)
        yield from place_columns(table)
    yield from against_text(tables, sentences)
    yield from changes_against_rows(tables, prose)
    found = list(found)
    settled = {figure.id for relation in found for figure in relation.figures}
    shared = {figure.id for relation in found if relation.kind not in _OF_A_SHARE for figure in relation.figures}
    across = list(shares_across(prose, shared, subjects, told))
    yield from across
    found += across
    done = {r.stated.id for r in found if r.state in (State.PROVED, State.REFUTED)}
    solved = list(_solved(prose, done))
    yield from solved
    parts = {
        f.id
        for r in found
        if r.kind in ("sum", "subset")
        for f in r.figures
        if f is not r.stated or len(r.figures) == 2
    }
    done |= {r.stated.id for r in solved}
    composed = list(compose(prose, done, parts))
    yield from composed
    done |= {r.stated.id for r in composed}
    more = [
        *ledger(prose, done),
        *aligned_shares(prose, done),
        *named_lists(prose, done),
        *named_shares(prose, done),
        *rates_across(prose, shared),
        *carried(prose, done),
        *loads(prose, told),
        *behind(prose, done),
        *earlier(prose, done),
        *rates(prose, done),
        *proportions(prose, done),
        *sides(prose, done),
        *over_years(prose, done),
        *one_whole(prose, done),
        *put_right_later(prose, done),
        *divided_inside(prose, done),
        *divided_lists(prose, _in_sums([*found, *solved, *composed])),
        *per_hundred(prose, done),
        *own_rates(prose, done),
        *named_after(prose),
    ]
    yield from more
    done |= {r.stated.id for r in more}
    proved = {
        r.stated.id for r in (*found, *solved, *composed, *more) if r.state is State.PROVED and len(r.figures) > 2
    }
    yield from other_base(prose, subjects, told, proved)
    told_means = list(means(prose, done))
    yield from told_means
    yield from _of_operands_elsewhere(prose, subjects, told, metrics, done | {r.stated.id for r in told_means})
    yield from averages(prose, [*found, *solved, *composed, *more, *told_means])
    yield from remainders(prose, done)
    yield from retold_remainders(prose)
    yield from _of_tables(tables, prose, subjects, found, done)
    yield from marks(prose, told)
    yield from chosen(tables, prose)
    listed_only = {f.id for r in found if r.kind == "list" for f in r.figures}
    held = {f.id for r in found if r.kind != "list" for f in r.figures}
    yield from changes_across(prose, subjects, told, settled - (listed_only - held))
    yield from paragraph_changes(prose, subjects, settled)
    yield from paragraph_totals(prose, subjects)
    yield from parts_across(prose, subjects, told)
    yield from heads_across(prose, subjects, told)
    yield from region_parts(prose, tables, settled)
    yield from _beside_others(tables, prose, subjects, told, done)


def _beside_others(
    tables: list[Grid], prose: list[Statement], subjects: Mapping[int, Subject], told: Tellings, done: set[int]
) -> Iterator[Relation]:
    """Bounds, what is left beside others, and how far the region's own values lie from those of others."""
    yield from bounds(prose, subjects, told, tables)
    yield from rests(prose, subjects, told, done)
    yield from mean_columns(tables, prose, subjects)
    yield from levels_beside(prose, told)
    yield from paragraph_talk(prose, told)


def _solved(prose: list[Statement], done: set[int]) -> Iterator[Relation]:
    """Changes that only one equation of their sentence explains, and rates over the head of an account."""
    found = list(solve(prose, done))
    yield from found
    yield from net_growth(prose, done | {r.stated.id for r in found})


def _in_sums(relations: Iterable[Relation]) -> set[int]:
    """The figures of sums and differences that are decided; that a part is no more than its whole decides no sum."""
    return {
        figure.id
        for relation in relations
        if relation.kind in ("sum", "difference") and relation.state in (State.PROVED, State.REFUTED)
        for figure in relation.figures
    }


def _of_operands_elsewhere(
    prose: list[Statement],
    subjects: Mapping[int, Subject],
    told: Tellings,
    metrics: Metrics | None,
    done: set[int],
) -> Iterator[Relation]:
    """What follows from figures that other sentences tell, or the sheet."""
    yield from paired_shares(prose)
    known = WithSheet(told, metrics) if metrics is not None else told
    found = [
        *by_the_head(prose, subjects, known, done),
        *wholes_elsewhere(prose, subjects, known, done),
        *identities(known),
        *swapped(known),
    ]
    yield from (shown for relation in found if (shown := in_text(relation)) is not None)
    yield from place_items(prose, subjects, told)


def _of_tables(
    tables: list[Grid],
    prose: list[Statement],
    subjects: Mapping[int, Subject],
    found: list[Relation],
    done: set[int],
) -> Iterator[Relation]:
    """What the text says of the rows of tables: by their names beside the table, by what they count anywhere."""
    near = list(_beside_tables(tables, prose, subjects, done))
    yield from near
    asked = {r.stated.id for r in near if r.state is State.REFUTED} - {WORDS}
    borne_out = {f.id for r in found if r.state is State.PROVED and r.kind in _BORNE_OUT for f in r.figures}
    cells = Cells(tables)
    told = list(row_told(cells, prose, subjects, borne_out))
    yield from (r for r in told if r.stated.id not in asked)
    known = {r.stated.id for r in told if r.stated.id != WORDS} | asked
    by_year = list(year_rows(cells, prose, known | done))
    yield from by_year
    known |= {r.stated.id for r in by_year if r.stated.id != WORDS}
    wrong = {r.stated.id for r in found if r.state is State.REFUTED}
    yield from span_rows(cells, prose, known | wrong)  # what falls rightly may be told wrongly all the same
    yield from (r for r in against_means(cells, prose, subjects) if r.stated.id not in asked)


def _beside_tables(
    tables: list[Grid], prose: list[Statement], subjects: Mapping[int, Subject], done: set[int]
) -> Iterator[Relation]:
    """What the text says of the rows of its tables."""
    views = [View(grid) for grid in tables if len(grid.rows) > 1]
    yield from rate_gaps(prose, views, subjects)
    yield from row_nouns(views, prose)
    told_of = list(beside(views, prose))
    yield from retelling(told_of, done)
    ranked = list(ranks(told_of))
    yield from ranked
    talked = list(row_talk(told_of, views, prose, ranked))
    yield from talked
    known = ({r.stated.id for r in (*ranked, *talked)} | done) - {WORDS}
    words = [r for r in table_words(told_of, views, prose) if r.stated.id not in known]
    yield from words
    known |= {r.stated.id for r in words} - {WORDS}
    ends = {(id(r.stated.statement.flow), r.stated.end) for r in (*ranked, *talked, *words) if r.stated.id == WORDS}
    for relation in rows_joined(told_of):
        stated = relation.stated
        if stated.id not in known and (stated.id != WORDS or (id(stated.statement.flow), stated.end) not in ends):
            yield relation
