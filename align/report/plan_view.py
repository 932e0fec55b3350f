"""What stands on the route page: every text and number, ready made. Templates only lay it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from align.model import Certainty, Excluded, Goal, Relation, RuleState
from align.report.page import Fact, PairView, SourceView


@dataclass(frozen=True, slots=True)
class UnitLink:
    """A unit of the plan by name, with the address of its card.

    Attributes:
        code: as printed; may be empty.
        title: its title.
        href: "#o-...".
        klokuren: hours it takes where it is mentioned; 0 where that does not matter.
    """

    code: str
    title: str
    href: str
    klokuren: int = 0

    @property
    def name(self) -> str:
        """Code and title, or the title alone."""
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Sums:
    """The sum of time of one variant, in klokuren.

    Attributes:
        room: time that the route has.
        vmbo, mbo: what both programmes ask when nothing is double.
        freed: what is given once instead of twice.
        needed: vmbo and mbo, less what is freed.
        space: room less what is needed; negative when time is short.
        used: what the variant fills of that space.
        rest: what is left without a purpose.
        short: klokuren that are missing; 0 when the variant fits.
    """

    room: int
    vmbo: int
    mbo: int
    freed: int
    needed: int
    space: int
    used: int
    rest: int
    short: int


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many rules have one verdict."""

    state: RuleState
    rules: int


@dataclass(frozen=True, slots=True)
class SwitchView:
    """What still counts in another kwalificatie: whole percents."""

    crebo: str
    title: str
    percent: int


@dataclass(frozen=True, slots=True)
class BlockView:
    """Hours of one unit in one period, as the table of the timetable shows them."""

    unit: UnitLink
    klokuren: int
    place: str
    teacher: str
    pairs: int


@dataclass(frozen=True, slots=True)
class SlotView:
    """One period: its name, room, hours taught, blocks."""

    name: str
    room: int
    taught: int
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """One leerjaar (or the summer after leerjaar 4) of a timetable."""

    name: str
    leerjaar: int
    klokuren: int
    slots: tuple[SlotView, ...]


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A unit that may be chosen, with why it was or was not."""

    unit: UnitLink
    role: str
    klokuren: int
    why: str


@dataclass(frozen=True, slots=True)
class UsedView:
    """What fills the room: how many units of a kind ("5 keuzedelen"), with their klokuren."""

    name: str
    klokuren: int


@dataclass(frozen=True, slots=True)
class Column:
    """One variant, in everything that is said about it.

    Attributes:
        goal: its goal; `slug` and `name` are how the page calls it.
        years: leerjaren; `last` is the last of them, `shorter` how many fewer than one after the
            other.
        why_not: why it does not fit; empty when it does.
        clash: rules that clash, in words.
        sums: the sum of time.
        used: what fills the room, most hours first.
        pairs, decided: pairs that free hours; those among them that people decided on.
        switch: mean share in whole percents; None without other kwalificaties.
        first_diploma: when the first diploma is there, in words.
        coverage: per side the share of its programme that is planned or freed; may be empty.
        counts: rules per verdict.
        risks: what can go wrong here, in words.
        solved: how sure the outcome is, in words.
        svg: the timetable as drawing; empty when there is none.
        binds: what stands in the way of more, in words.
        with_more: what more time would allow.
    """

    goal: Goal
    slug: str
    name: str
    meaning: str
    feasible: bool
    years: int
    last: int
    shorter: int
    why_not: tuple[str, ...]
    clash: tuple[str, ...]
    sums: Sums
    used: tuple[UsedView, ...]
    pairs: int
    decided: int
    switch: int | None
    switches: tuple[SwitchView, ...]
    first_diploma: str
    diplomas: str
    coverage: str
    counts: tuple[StateCount, ...]
    risks: tuple[str, ...]
    solved: str
    svg: Markup
    timetable: tuple[YearView, ...]
    exams: tuple[str, ...]
    chosen: tuple[ChoiceView, ...]
    rejected: tuple[ChoiceView, ...]
    binds: tuple[str, ...]
    with_more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InHand:
    """What a learner gains in one half-year of one variant.

    Attributes:
        diplomas: that are held by then.
        gained: what was finished in this half-year.
        switches: what counts elsewhere by then.
        there: False when the variant has no such half-year.
    """

    diplomas: tuple[str, ...]
    gained: tuple[str, ...]
    switches: tuple[SwitchView, ...]
    there: bool = True


@dataclass(frozen=True, slots=True)
class MomentRow:
    """One half-year, with each variant that fits in the order of the columns."""

    name: str
    cells: tuple[InHand, ...]


@dataclass(frozen=True, slots=True)
class RuleCell:
    """The verdict on a rule in one variant; `state` is None where there is no plan to judge."""

    state: RuleState | None
    text: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule with its verdict in each variant that fits."""

    id: str
    text: str
    source: str
    date: str
    certainty: Certainty
    worst: RuleState
    cells: tuple[RuleCell, ...]

    @property
    def same(self) -> bool:
        """Whether every variant has the same verdict in the same words."""
        return len(set(self.cells)) == 1

    @property
    def url(self) -> str:
        """Its source, where that is an address."""
        return self.source if self.source.startswith("https://") else ""


@dataclass(frozen=True, slots=True)
class DoubleRow:
    """One pair that frees hours.

    Attributes:
        key: ids of both sides.
        pair: quotes and relation; None when only people saw it.
        slug: address of the pair on this page.
        left, right: names of both sides; `left_link` and `right_link` the units they stand in.
        left_hours, right_hours: klokuren of each side.
        left_percent, right_percent: share of each that comes back on the other side.
        most: klokuren that it can free at most.
        freed: klokuren per variant that fits.
        relieved: "vmbo" or "mbo": the side that need not give it again.
        teacher: who gives it.
        fixed: people named the hours.
        decided: what people decided; empty for an estimate.
    """

    key: tuple[str, str]
    pair: PairView | None
    slug: str
    left: str
    right: str
    left_link: UnitLink
    right_link: UnitLink
    left_hours: int
    right_hours: int
    left_percent: int
    right_percent: int
    most: int
    freed: tuple[int, ...]
    relieved: str
    teacher: str
    relation: Relation | None
    fixed: bool
    decided: str


@dataclass(frozen=True, slots=True)
class UnitCard:
    """One unit of the plan with everything behind it.

    Attributes:
        klokuren, sbu: when nothing is double; `sbu` empty where it is not counted so.
        why: where the hours come from.
        planned: per variant that fits what is planned and when; empty when it is not in it.
        freed: per variant that fits the klokuren that need not be given again.
        doubles: pairs that free hours of it.
        rules: ids of rules about it.
    """

    slug: str
    side: str
    role: str
    code: str
    title: str
    klokuren: int
    sbu: str
    why: str
    fit_why: str
    planned: tuple[str, ...]
    freed: tuple[int, ...]
    doubles: tuple[DoubleRow, ...]
    rules: tuple[RuleView, ...]

    @property
    def name(self) -> str:
        """Code and title, or the title alone."""
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class AssumptionView:
    """One number that a team may change.

    Attributes:
        value, default: as shown, with unit.
        changed: this plan uses another value than the usual.
        rule: id of the rule it rests on; empty for an estimate.
        linked: that rule stands on this page.
    """

    name: str
    text: str
    value: str
    default: str
    changed: bool
    rule: str
    linked: bool


@dataclass(frozen=True, slots=True)
class Dial:
    """One assumption that can be tried out in the page.

    Attributes:
        name: as in the table of assumptions.
        label: what it is.
        unit: its unit in words.
        value, low, high, step: of the control, as numbers with a point.
    """

    name: str
    label: str
    unit: str
    value: str
    low: str
    high: str
    step: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject for the agreement between schools.

    Attributes:
        slug: its address.
        text: what to agree on.
        here: what this plan says about it; may be empty.
        rule: id of a rule; empty for advice.
        linked: that rule stands on this page.
        certainty: how sure we are that it must be agreed, in words.
        doubt: it is still to be checked.
    """

    slug: str
    text: str
    here: str
    rule: str
    linked: bool
    certainty: str
    doubt: bool


@dataclass(frozen=True)
class PlanPage:
    """The whole page.

    Attributes:
        columns: variants, in the order of the page.
        lead: the answer in one or two sentences.
        feasible: those that fit; tables of what is planned are about these.
        moments, rules, doubles, units: what stands per variant stands in the order of `feasible`.
    """

    title: str
    subtitle: str
    example: bool
    lead: tuple[str, ...]
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    feasible: tuple[Column, ...]
    moments: tuple[MomentRow, ...]
    rules: Mapping[RuleState, tuple[RuleView, ...]]
    doubles: tuple[DoubleRow, ...]
    units: tuple[tuple[str, tuple[UnitCard, ...]], ...]
    assumptions: tuple[AssumptionView, ...]
    dials: tuple[Dial, ...]
    extra: str
    excluded: tuple[Excluded, ...]
    topics: tuple[Topic, ...]
    agreement: str
    agree: tuple[str, ...]
    route: tuple[Fact, ...]
    route_name: str
    route_sources: tuple[tuple[str, str, str, bool], ...]
    went_wrong: tuple[str, ...]
    worked: tuple[str, ...]
    programme: tuple[Fact, ...]
    sources: tuple[SourceView, ...]
    settings: tuple[Fact, ...]
    command: str
    again: str
    made_on: str
    tool_version: str
