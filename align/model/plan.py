"""A programme from leerjaar 3 vmbo to the mbo diploma: units, hours, timetable, rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from align.model.curriculum import Leerweg, Side
from align.model.overlap import Relation


class Certainty(StrEnum):
    """How sure we are of a statement about law or practice."""

    GELEZEN = "gelezen"
    SECUNDAIR = "secundair"
    AFGELEID = "afgeleid"
    CONTROLEREN = "controleren"


class Goal(StrEnum):
    """What the room that overlap frees is used for."""

    VERKORTEN = "verkorten"
    VERDIEPEN = "verdiepen"
    VERBREDEN = "verbreden"


class Role(StrEnum):
    """What a unit of a plan is."""

    MODULE = "module"
    KEUZEVAK = "keuzevak"
    ALGEMEEN = "algemeen"
    WERKPROCES = "werkproces"
    VERDIEPING = "verdieping"
    HOGER = "werkproces op hoger niveau"
    TWEEDE = "werkproces van een andere kwalificatie"
    KEUZEDEEL = "keuzedeel"
    GENERIEK = "generiek"
    BPV = "bpv"


class RuleState(StrEnum):
    """Whether a plan keeps a rule."""

    OK = "ok"
    GESCHONDEN = "geschonden"
    ONBEKEND = "onbekend"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that plans are held to.

    Attributes:
        id: short id ("M3").
        text: in our own words, Dutch.
        source: address or name of where it stands.
        date: of the source; empty when unknown.
        certainty: whether we read it.
        values: its figures.
        only_named: it holds only for routes that name it; else for every plan.
    """

    id: str
    text: str
    source: str
    date: str
    certainty: Certainty
    values: Mapping[str, object]
    only_named: bool = False


@dataclass(frozen=True, slots=True)
class Assumption:
    """One number that a team may change.

    Attributes:
        name: as in the table ("klokuren_module").
        value: what counts in this plan.
        default: what counts when nobody says otherwise.
        unit: "klokuren", "sbu", "aandeel", "aantal" or "leerjaar".
        text: what it is, in Dutch.
        source: id of the rule it rests on; empty for an estimate of ours.
    """

    name: str
    value: float
    default: float
    unit: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class PlanUnit:
    """Something that takes hours in a plan.

    Attributes:
        id: item id, or a name of our own for what no source lists ("bpv", "algemeen/vmbo").
        side: vmbo or mbo.
        role: what it is.
        code: as printed; may be empty.
        title: its title.
        klokuren: hours when nothing is double; whole.
        sbu: its study load in SBU; None where it is not counted so. Never added to klokuren.
        required: it stands in every plan; else it may be chosen.
        flexible: if chosen, any number of hours up to `klokuren` will do.
        parts: ids and klokuren of what it is compared by (deeltaken); they add up to `klokuren`.
        why: where its hours come from, in Dutch.
        fit: per goal (0..1) how well it serves that goal; absent goals leave it out.
        fit_why: why, in Dutch.
        counts_in: share (0..1) of the other kwalificaties in which it still counts.
        counts_for: crebo's of those kwalificaties.
    """

    id: str
    side: Side
    role: Role
    code: str
    title: str
    klokuren: int
    sbu: float | None = None
    required: bool = True
    flexible: bool = False
    parts: tuple[tuple[str, int], ...] = ()
    why: str = ""
    fit: Mapping[Goal, float] = field(default_factory=dict)
    fit_why: str = ""
    counts_in: float = 0.0
    counts_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Freed:
    """Klokuren that one pair frees.

    Attributes:
        left, right: ids of the pair.
        left_unit, right_unit: ids of the plan units in which they stand.
        left_hours, right_hours: klokuren of each side of the pair.
        left_covered, right_covered: share (0..1) of each that comes back on the other side.
        most: what the pair can free at most, whole klokuren.
        klokuren: what it frees in this variant.
        relieved: the side that need not teach it again.
        teacher: who teaches it: "vmbo", "mbo" or "samen".
        relation: of the pair.
        decided: people agreed on the pair; else it is an estimate.
        fixed: people named the hours.
        probability: calibrated chance that it is an overlap.
        left_bound, right_bound: klokuren that all pairs of each together free at most.
    """

    left: str
    right: str
    left_unit: str
    right_unit: str
    left_hours: int
    right_hours: int
    left_covered: float
    right_covered: float
    most: int
    klokuren: int
    relieved: Side
    teacher: str
    relation: Relation | None
    decided: bool
    fixed: bool
    probability: float
    left_bound: int = 0
    right_bound: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Hours of one unit in one period.

    Attributes:
        unit: id of the unit.
        klokuren: hours in this period.
        place: "vmbo", "mbo" or "bedrijf".
        teacher: who gives it: "vmbo", "mbo", "samen" or "bedrijf".
        evidence: pairs (left, right) that this block also covers or is relieved by.
    """

    unit: str
    klokuren: int
    place: str
    teacher: str
    evidence: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """One period of the timetable.

    Attributes:
        leerjaar: 3 and 4 are vmbo years, 5 is the first year after them.
        period: 1 and on; 0 is the summer after leerjaar 4.
        room: klokuren that fit.
        blocks: what is taught.
    """

    leerjaar: int
    period: int
    room: int
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Solving:
    """How a variant was solved.

    Attributes:
        status: "optimaal", "onhaalbaar" or "niet bewezen".
        objective, bound: value found and the best that could still exist.
        gap: how far they lie apart, as a share of the objective.
        nodes: branch and bound nodes.
        seconds: of the processor; files tell it roughly, so that their bytes repeat.
        greedy: value of a plan that takes the best fitting first; None when that found none.
    """

    status: str
    objective: float | None = None
    bound: float | None = None
    gap: float | None = None
    nodes: int = 0
    seconds: float = 0.0
    greedy: float | None = None


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """Whether a variant keeps one rule, with the numbers that say so."""

    rule: str
    state: RuleState
    text: str
    numbers: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """Why a unit that may be chosen was chosen or not."""

    unit: str
    chosen: bool
    klokuren: int
    value: float
    why: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """A keuzedeel that may not be chosen, and why (Dutch)."""

    code: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the sum of a variant: what it is (Dutch), and klokuren; taken off if negative."""

    text: str
    klokuren: int


@dataclass(frozen=True, slots=True)
class Switch:
    """What still counts when a learner goes on in another kwalificatie (share 0..1)."""

    crebo: str
    title: str
    share: float


@dataclass(frozen=True, slots=True)
class Holding:
    """What a learner holds after one half-year.

    Attributes:
        leerjaar, half: when.
        holds: diplomas and finished parts, in Dutch.
        switches: per other kwalificatie which share of the mbo hours so far still counts.
    """

    leerjaar: int
    half: int
    holds: tuple[str, ...]
    switches: tuple[Switch, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """One use of the freed room, over the whole route.

    Attributes:
        goal: what the room is used for.
        feasible: whether it fits.
        why_not: when not, why, in Dutch.
        missing: klokuren that are missing when time is what stands in the way; else 0.
        clash: ids of the smallest set of rules that clash when it does not fit.
        years: leerjaren that it takes.
        solving: how it was solved.
        slots: the timetable.
        freed: what pairs free; only those that free something.
        choices: every unit that may be chosen.
        rules: every rule, one verdict each.
        switches: per other kwalificatie of the domein.
        holdings: per half-year.
        exams: exam moments, in Dutch.
        with_more: what a little more time would allow, in Dutch.
        binding: what keeps more from fitting, in Dutch.
        account: the sum from both programmes to the time of the route, also when it does not fit;
            the last line is what is left over, or what is missing when negative.
        coverage: per side the share (0..1) of the hours of its programme that is planned or freed.
        used: klokuren that the variant adds to both programmes.
    """

    goal: Goal
    feasible: bool
    why_not: tuple[str, ...]
    missing: int
    clash: tuple[str, ...]
    years: int
    solving: Solving
    slots: tuple[Slot, ...] = ()
    freed: tuple[Freed, ...] = ()
    choices: tuple[Choice, ...] = ()
    rules: tuple[RuleVerdict, ...] = ()
    switches: tuple[Switch, ...] = ()
    holdings: tuple[Holding, ...] = ()
    exams: tuple[str, ...] = ()
    with_more: tuple[str, ...] = ()
    binding: tuple[str, ...] = ()
    account: tuple[Entry, ...] = ()
    coverage: Mapping[Side, float] = field(default_factory=dict)
    used: int = 0

    @property
    def klokuren_freed(self) -> int:
        """Klokuren that all pairs together free."""
        return sum(pair.klokuren for pair in self.freed)

    @property
    def switch_value(self) -> float:
        """Mean share (0..1) that still counts in the other kwalificaties; 0 without any."""
        shares = [entry.share for entry in self.switches]
        return sum(shares) / len(shares) if shares else 0.0


@dataclass(frozen=True)
class Plan:
    """A route worked out for one programme and one target, in three variants.

    Attributes:
        route: id of the route.
        leerweg: of the vmbo.
        mbo_leerweg: "bol" or "bbl".
        target: crebo of the kwalificatie in which it ends.
        kwalificaties: crebo's that were asked for, or those of the domein.
        domein: name of the opleidingsdomein; empty when no source names it.
        niveau: of the target.
        nominal: leerjaren of both programmes one after the other.
        units: all units, chosen or not.
        assumptions: all numbers that may be changed.
        variants: verkorten, verdiepen, verbreden.
        notes: what the reader must know, in Dutch.
        rules: the rules to which verdicts refer, with source and certainty.
        excluded: keuzedelen that may not be chosen, by code.
        others: crebo's of the kwalificaties between which a learner can switch.
        order: pairs of units of which the first prepares for the second.
    """

    route: str
    leerweg: Leerweg
    mbo_leerweg: str
    target: str
    kwalificaties: tuple[str, ...]
    domein: str
    niveau: int
    nominal: int
    units: tuple[PlanUnit, ...]
    assumptions: tuple[Assumption, ...]
    variants: tuple[Variant, ...]
    notes: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    others: tuple[str, ...] = ()
    order: tuple[tuple[str, str], ...] = ()

    @property
    def by_id(self) -> Mapping[str, PlanUnit]:
        """Units by id."""
        return {unit.id: unit for unit in self.units}
