"""What stands on the route page: every text and number, ready made. Templates only lay it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from align.model import Certainty, Excluded, Relation, RuleState
from align.report.page import NamedValue, PairView, SourceView
from align.report.plan_variant import Column, SwitchView


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
        left, right: names of both sides.
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
        undecided: per variant that fits those of them on which nobody decided, when they are more
            than half of a werkproces; else 0.
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
    undecided: tuple[int, ...]
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
    route: tuple[NamedValue, ...]
    route_name: str
    route_sources: tuple[tuple[str, str, str, bool], ...]
    went_wrong: tuple[str, ...]
    worked: tuple[str, ...]
    programme: tuple[NamedValue, ...]
    sources: tuple[SourceView, ...]
    settings: tuple[NamedValue, ...]
    command: str
    again: str
    made_on: str
    tool_version: str
