"""What stands on the route page about one variant: its sum, timetable, choices and risks."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from align.model import Goal, RuleState


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
