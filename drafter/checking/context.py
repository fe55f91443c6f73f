"""Everything the rules look at, extracted once: sentences, figures, bindings, relations, and the inputs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from drafter.checking.claims.documents import Citation, find_citations
from drafter.checking.claims.evidence import MaterialWords
from drafter.checking.claims.judging import Judge, Undecided
from drafter.checking.claims.meaning import Meaning
from drafter.checking.claims.passages import BODY, MEASURES, Segment, role_of_paragraphs, segments
from drafter.checking.localities import Localities, own_name
from drafter.checking.place_titles import opens_with_place, paragraphs_of_places
from drafter.checking.places import Home
from drafter.checking.reckoning.reading import Reckoner
from drafter.checking.relations import Relation, document_relations, find_relations
from drafter.checking.relations.exchanged import unexplained
from drafter.checking.relations.otherwise import meant
from drafter.checking.relations.sought import sought
from drafter.checking.support import MaterialIndex
from drafter.checking.text.bare import give_units
from drafter.checking.text.binding import Binder, Binding
from drafter.checking.text.grids import Grid, grids
from drafter.checking.text.periods import Periods
from drafter.checking.text.scope import Scope, stage_of_heading
from drafter.checking.text.statements import Figure, Statement, statements
from drafter.checking.text.subjects import Subject, SubjectReader
from drafter.checking.text.telling import Tellings, tellings
from drafter.checking.text.tidying import tidy
from drafter.facts import Dictionary, Metrics, load_dictionary
from drafter.findings import Coverage, State
from drafter.library.passages import Passage
from drafter.library.policies import Policies, load_policies
from drafter.outlines import Outline
from drafter.reading import Document

if TYPE_CHECKING:
    from drafter.checking.among import Among
    from drafter.checking.digest import Digest

__all__ = ["CheckContext"]

_YEAR = re.compile(r"(20\d\d)年")
_AHEAD = re.compile(r"(?<!\d)(20\d\d)年(?!\d{1,2}月|[底末初])")
_OPENING = 40
#: Rows of a sheet that are no place's: 全省平均, 全国.
_MEAN = re.compile(r"平均|均值|^全|合计|总计")
_LAST_PLACE = re.compile(r"[省市州盟](.{2,}[县区市旗])$")


@dataclass
class CheckContext:
    """One document under check.

    Attributes:
        region: whose report it is, empty when nobody knows.
        year: the reported year, 0 when nobody knows.
        states: how each figure ended, by figure id; a rule that decides one says so here.
        office: the fonts and measures of documents that the user has set, by the names of ``[docx]``.
        outline_named: whether the user named the outline (a guess is held to less).
        previous: last year's report, when it was given.
        samples: sample reports of the user's own library.
        among: the report's place among those of other counties, None when it stands alone.
        counties: the counties of the city whose report it is.
        meaning: what finds passages near in meaning to claims, None where nobody asked for it.
        judge: who judges claims that rules leave open (``undecided``), None for nobody.
        reread: who judges whether sentences of the report contradict each other, None for nobody.
        reckoner: who reads what its figures follow from, None for nobody.
        unjudged: why a judge that was asked gave no answer; empty where it did.
        open_questions: whether a judge has yet to ask some, after which the check is to be made again.
        not_run: codes of rules that could not run, or not to the end: that they find nothing says nothing.
        notices: what the user should know of the check itself.
        known: the indicators to look for, when they are not those of ``metrics`` or the dictionary.
    """

    document: Document
    region: str = ""
    year: int = 0
    metrics: Metrics | None = None
    materials: MaterialIndex | None = None
    outline: Outline | None = None
    outline_named: bool = False
    office: Mapping[str, str] = field(default_factory=dict)
    previous: CheckContext | None = None
    samples: tuple[Passage, ...] = ()
    known: Dictionary | None = None
    among: Among | None = None
    counties: tuple[Digest, ...] = ()
    judge: Judge | None = None
    reread: Judge | None = None
    reckoner: Reckoner | None = None
    meaning: Meaning | None = None
    undecided: list[Undecided] = field(default_factory=list)
    unjudged: str = ""
    open_questions: bool = False
    not_run: set[str] = field(default_factory=set)
    notices: list[str] = field(default_factory=list)
    states: dict[int, State] = field(default_factory=dict)
    coverage: Coverage = field(default_factory=Coverage)

    @cached_property
    def dictionary(self) -> Dictionary:
        """The indicators the text may speak of, the user's own included."""
        if self.known is not None:
            return self.known
        return self.metrics.dictionary if self.metrics else load_dictionary()

    @cached_property
    def policies(self) -> Policies:
        """The policies that may be cited."""
        return load_policies()

    @cached_property
    def statements(self) -> list[Statement]:
        """Every sentence of the main text and its tables, notes and boxes."""
        read = statements([tidy(f) for f in self.document.flows if f.part not in ("header", "footer")])
        give_units([statement for statement in read if statement.figures and statement.flow.part != "table"])
        before: Statement | None = None
        for statement in read:
            if statement.flow.part == "body":
                opened = opens_with_place(statement.text, *self._place_names)
                same = before is not None and before.flow is statement.flow
                carried = before.place if before is not None and same else ""
                statement.place = opened or carried or self.places_told.get(statement.flow.first_paragraph, "")
            before = statement
        return read

    @cached_property
    def work_of_all(self) -> list[Statement]:
        """Sentences that tell of what was done, and of the region as a whole rather than of one part."""
        scope = Scope(self.region, self.year)
        done = (s for s in self.statements if self.roles[s.flow.first_paragraph] != MEASURES)
        return [s for s in done if not scope.of_part(s, s.end)]

    @cached_property
    def _place_names(self) -> tuple[frozenset[str], frozenset[str]]:
        """(places that the report or the sheet names, names of the region itself)."""
        told = self.localities
        regions = {one.region for one in self.metrics.observations} if self.metrics else set()
        names = {*told.parts, *told.beside, *(name for name in regions if not _MEAN.search(name))}
        own = {self.region, told.own, *_LAST_PLACE.findall(self.region)} - {""}
        return frozenset(names - own - {""}), frozenset(own)

    @cached_property
    def places_told(self) -> dict[int, str]:
        """The part of the region, or the neighbour, that each paragraph is told of, where its opening or the heading
        above names one.
        """
        return paragraphs_of_places(self.document, *self._place_names)

    @cached_property
    def binder(self) -> Binder:
        """Binds figures to indicators."""
        return Binder(self.dictionary, self.year, self.region, self.heading_stages)

    @cached_property
    def heading_stages(self) -> dict[int, str]:
        """The stage of school that the nearest heading above a paragraph names, by paragraph."""
        found: dict[int, str] = {}
        path: dict[int, str] = {}
        headings = {heading.paragraph: heading for heading in self.document.headings}
        for paragraph in self.document.paragraphs:
            heading = headings.get(paragraph.index)
            if heading is not None:
                path = {level: stage for level, stage in path.items() if level < heading.level}
                path[heading.level] = stage_of_heading(heading.text)
            if stage := next((path[level] for level in sorted(path, reverse=True) if path[level]), ""):
                found[paragraph.index] = stage
        return found

    @cached_property
    def bindings(self) -> dict[int, Binding]:
        """Bindings of all figures."""
        bound: dict[int, Binding] = {}
        for statement in self.statements:
            if statement.figures:
                bound.update(self.binder.bind(statement))
        return bound

    @cached_property
    def relations(self) -> list[Relation]:
        """Relations of all sentences."""
        found: list[Relation] = []
        before: Statement | None = None
        for statement in self.statements:
            same = before is not None and before.flow is statement.flow
            if statement.figures:
                found += find_relations(statement, self.bindings, before if same else None)
            before = statement
        found += document_relations(self.statements, self.grids, found, self.subjects, self.told, self.metrics)
        found += sought(self.statements, self.grids, self.subjects, self.told, self.metrics, found)
        told: dict[tuple[int, int, str, State], Relation] = {}
        for relation in meant(unexplained(found), self.statements):  # two grammars may read one relation
            blamed = relation.blamed.id if relation.blamed is not None else relation.stated.id
            told.setdefault((relation.stated.id, blamed, relation.formula, relation.state), relation)
        return list(told.values())

    @cached_property
    def proofs(self) -> dict[int, list[Relation]]:
        """The relations that bear a figure out, by its id."""
        found: dict[int, list[Relation]] = {}
        for relation in self.relations:
            for figure in relation.figures if relation.state is State.PROVED else ():
                found.setdefault(figure.id, []).append(relation)
        return found

    @cached_property
    def heading_years(self) -> dict[int, int]:
        """The year after the reported one that the heading of a section names (八、2026年安排), by paragraph."""
        found: dict[int, int] = {}
        level, year = 0, 0
        headings = {heading.paragraph: heading for heading in self.document.headings}
        for paragraph in self.document.paragraphs:
            heading = headings.get(paragraph.index)
            if heading is not None and (not year or heading.level <= level):
                named = _YEAR.search(heading.text)
                year = int(named[1]) if named and int(named[1]) > self.year > 0 else 0
                level = heading.level
            if year:
                found[paragraph.index] = year
        return found

    @cached_property
    def subjects(self) -> dict[int, Subject]:
        """What each figure is told of, read from its sentence."""
        reader = SubjectReader(Scope(self.region, self.year), Periods(self.year).of, self.heading_stages)
        return reader.read_all(self.statements)

    @cached_property
    def told(self) -> Tellings:
        """What the document tells of each thing, plans left out."""
        plans = frozenset(number for number, role in enumerate(self.roles) if role == MEASURES)
        return tellings(self.statements, self.subjects, self.grids, plans, self.year)

    @cached_property
    def segments(self) -> list[Segment]:
        """Every part of every sentence."""
        return list(segments(self.statements))

    @cached_property
    def roles(self) -> list[str]:
        """For each paragraph whether it tells of work, problems or measures."""
        roles = role_of_paragraphs(self.document)
        ahead = {*self.heading_years, *self._years_ahead}  # what stands under 八、2026年 is a plan
        return [MEASURES if role == BODY and at in ahead else role for at, role in enumerate(roles)]

    @cached_property
    def _years_ahead(self) -> frozenset[int]:
        """Paragraphs that open with the year to come and list what is to be done in it: 2026年，我们办四件事。一是…."""
        opened = (
            [(p.index, p.text[:_OPENING]) for p in self.document.paragraphs if "一是" in p.text] if self.year else []
        )
        years = ((index, _AHEAD.search(text)) for index, text in opened)
        return frozenset(index for index, named in years if named and int(named[1]) == self.year + 1)

    @cached_property
    def citations(self) -> list[Citation]:
        """Every document cited, by title or number, header and footer left out."""
        flows = [
            f for f in self.document.flows if f.part not in ("header", "footer") and ("《" in f.text or "号" in f.text)
        ]
        return [citation for flow in flows for citation in find_citations(flow)]

    @cached_property
    def home(self) -> Home:
        """Whose report it is, on the map."""
        return Home(self.region)

    @cached_property
    def localities(self) -> Localities:
        """The counties and cities the document names."""
        return Localities(self.document, self.home, own_name(self.region, self.document))

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The levels (province, city, county) the report may be of: both for a 市 the map does not know, none when
        nothing tells.
        """
        if self.outline is not None and self.outline_named:
            return (self.outline.level,)
        if known := self.home.level:
            return (known,)
        if self.outline is not None:
            return (self.outline.level,)
        return ("city", "county") if self.region.endswith("市") else ()

    @cached_property
    def material_words(self) -> MaterialWords | None:
        """The words of the write-ups, None when there are none."""
        return MaterialWords(self.materials) if self.materials is not None else None

    @cached_property
    def grids(self) -> list[Grid]:
        """The tables that have figures."""
        return grids(self.document, self.statements)

    @cached_property
    def heading_paragraphs(self) -> frozenset[int]:
        """Paragraphs that are nothing but a heading."""
        return frozenset(h.paragraph for h in self.document.headings if not h.run_in)

    def figures(self) -> list[Figure]:
        """Every figure of the document."""
        return [figure for statement in self.statements for figure in statement.figures]

    def settle(self, figure: Figure, state: State) -> None:
        """Note how a figure ended; refuted outranks proved, proved outranks the rest."""
        rank = (State.REFUTED, State.PROVED, State.UNSUPPORTED, State.NOT_CHECKED)
        current = self.states.get(figure.id, State.NOT_CHECKED)
        if rank.index(state) < rank.index(current):
            self.states[figure.id] = state

    def count_figures(self) -> None:
        """Fill the coverage of figures from the states."""
        self.coverage.figures = Counter(self.states.get(f.id, State.NOT_CHECKED) for f in self.figures())
