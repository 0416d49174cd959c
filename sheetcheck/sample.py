"""Made-up figures for one unit that no rule objects to: for demonstration, measurement and tests.

They come from any source of choices: a seeded `random.Random(7).randint`, or hypothesis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from itertools import product
from random import Random

from sheetcheck.form import Level, Row, Scope
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Layout, Line
from sheetcheck.period import Period

Choose = Callable[[int, int], int]
"""A whole number from the first to the second, both included."""

People = Mapping[tuple[bool, bool, int], int]
"""How many persons there are by sex (True: female), ethnic minority, and age (0: under 16, 1: under 40, 2, 3: 60)."""

Cells = dict[tuple[str, str], float | str]
"""Row id (or number of the record) and column id -> the figure; a date as 2024-05-31."""

_WHO = tuple(product((True, False), (True, False), range(4)))
_ADULTS = tuple(who for who in _WHO if who[2])
_TERM = "2021-2026"
_LETTERS = {Level.COMMUNE: "X", Level.DISTRICT: "H", Level.PROVINCE: "T"}
_COUNCILS = {"hdnd_province": (50, 85), "hdnd_district": (30, 40), "hdnd_commune": (15, 30)}
_PARTS = {"party_province_sc": "party_province", "party_district_sc": "party_district",
          "party_commune_sc": "party_commune"}  # fmt: skip


def sample_figures(
    layouts: Iterable[Layout], period: Period, unit: str, choose: Choose | None = None
) -> dict[str, Cells]:
    """Form id -> its figures; without a source of choices the same unit and period give the same figures."""
    choose = choose or Random(f"{unit} {period.label}").randint
    return {
        layout.form.id: _records(layout, period, unit, choose)
        if layout.form.kind == "list"
        else _matrix(layout, _Rows(choose, layout).of_form(layout.form.id), choose)
        for layout in layouts
    }


Known = dict[str, People | Mapping[str, int] | int]
"""Row id -> persons, or columns with their figures, or the one figure."""


def _matrix(layout: Layout, known: Known, choose: Choose) -> Cells:
    cells: Cells = {}
    for line in layout.lines:
        if line.row is not None:
            columns = _columns(line, known.get(line.row.id), choose)
            inputs = (slot for slot in line.slots if not slot.computed)
            cells |= {slot.name: columns[slot.column.id] for slot in inputs if slot.column.id in columns}
    return cells


def _columns(line: Line, known: object, choose: Choose) -> Mapping[str, float | str]:
    """The figures of a line; a line that nobody knows gets figures that agree with each other."""
    slots = {slot.column.id: slot for slot in line.slots}
    if "value" in slots:
        most = 1 if slots["value"].column.kind == "flag" else 9
        return {"value": known if isinstance(known, int) else choose(0, most)}
    if "opening" in slots:
        return known if isinstance(known, Mapping) else stock(choose)
    people = known if isinstance(known, Mapping) else some_people(choose, 0, 12)
    before = {who: count // 2 for who, count in people.items()}  # a part stays smaller than its whole
    return projected(people) | {
        "term_label": _TERM,
        "prev_total": projected(before)["total"],
        "prev_female": projected(before)["female"],
    }


def some_people(
    choose: Choose, least: int, most: int, *, women: float = 0.5, who: Iterable[tuple[bool, bool, int]] = _ADULTS
) -> People:
    """So many persons, at least that share of them women."""
    count = choose(least, most)
    female = choose(int(count * women + 0.999), count)
    people: dict[tuple[bool, bool, int], int] = {}
    for sex, left in ((True, female), (False, count - female)):
        cells = [one for one in who if one[0] is sex]
        for one in cells[:-1]:
            people[one] = choose(0, left)
            left -= people[one]
        if cells:
            people[cells[-1]] = left
    return people


def some_of(people: People, choose: Choose) -> People:
    return {who: choose(0, count) for who, count in people.items()}


def together(*groups: People) -> People:
    return {who: sum(group.get(who, 0) for group in groups) for who in _WHO}


def projected(people: People) -> dict[str, float | str]:
    """Every column of the sets of persons: sums over the same persons, so they agree."""

    def count(ages: Iterable[int] = range(4), *, female: bool = False, minority: bool = False) -> int:
        return sum(
            number
            for (is_female, is_minority, age), number in people.items()
            if age in ages and (is_female or not female) and (is_minority or not minority)
        )

    groups = {"u16": (0,), "a16_59": (1, 2), "ge60": (3,), "u40": (0, 1)}
    columns: dict[str, float | str] = {name: count(ages) for name, ages in groups.items()}
    columns |= {f"{name}_f": count(ages, female=True) for name, ages in groups.items()}
    return columns | {
        "total": count(), "female": count(female=True), "em_total": count(minority=True),
        "em_female": count(female=True, minority=True),
        "u40_total": columns["u40"], "u40_female": columns["u40_f"],
    }  # fmt: skip


def stock(choose: Choose, least: int = 0) -> dict[str, int]:
    opening, opened = choose(least, 9), choose(0, 3)
    closed = choose(0, opening + opened - least)
    members = choose(2, 100) * (opening + opened - closed)
    return {"opening": opening, "opened": opened, "closed": closed, "members_total": members,
            "members_female": choose(0, members), "members_em": choose(0, members),
            "used_count": choose(100, 200)}  # fmt: skip


class _Rows:
    """What is known about the rows of each form: how their figures hang together."""

    def __init__(self, choose: Choose, layout: Layout) -> None:
        self._choose = choose
        self._rows: Mapping[str, Row] = {line.row.id: line.row for line in layout.lines if line.row}
        self._own = layout.scope is Scope.OWN

    def of_form(self, form: str) -> Known:
        known = getattr(self, f"_{form}", None)
        return known() if known else {}

    def _up_to(self, most: int) -> int:
        return self._choose(0, most)

    def _part(self, whole: str, part: str, most: int = 9) -> Known:
        count = self._up_to(most)
        return {whole: count, part: self._up_to(count)}

    def _bdg_01(self) -> Known:
        full, half = some_people(self._choose, 0, 4), some_people(self._choose, 1, 6)
        staff = together(full, half)
        state, program, other = (self._up_to(900) for _ in range(3))
        visits = self._up_to(9)
        return {
            "staff_total": staff, "staff_fulltime": full, "staff_parttime": half,
            "staff_exp_lt1y": some_of(staff, self._choose), "staff_trained": some_of(staff, self._choose),
            "cfaw_exists": 1, "cfaw_members": some_people(self._choose, 5, 40),
            "inspections": visits, "units_inspected": visits and visits + self._up_to(9),
            "budget_allocated": state + program + other, "budget_state": state, "budget_program": program,
            "budget_other": other, "budget_spent": self._up_to(state + program + other),
            **self._part("legal_docs_reviewed", "legal_docs_mainstreamed"),
            **self._part("violations_found", "violations_handled"),
            **self._part("complaints_received", "complaints_resolved"),
        }  # fmt: skip

    def _bdg_03(self) -> Known:
        known: Known = {}
        for row in self._rows:
            if row not in _PARTS:
                known[row] = some_people(self._choose, *_COUNCILS.get(row, (15, 60)))
        for row in self._rows.keys() & _PARTS.keys():
            known[row] = some_of(known[_PARTS[row]], self._choose)  # type: ignore[arg-type]
        return known

    def _bdg_09(self) -> Known:
        cases = self._up_to(6)
        nobody = some_people(self._choose, 0, 0)
        perpetrators = some_people(self._choose, 1, 2 * cases, women=0) if cases else nobody
        victims = some_people(self._choose, 1, 2 * cases, who=_WHO) if cases else nobody
        supported = some_of(victims, self._choose)
        acted, helped = sum(perpetrators.values()), sum(supported.values())
        criminal = self._up_to(acted)
        harmed, returned = (some_people(self._choose, 0, 5, who=_WHO) for _ in range(2))
        needy = some_of(returned, self._choose)
        return {
            "dv_households": cases and self._choose(1, cases), "dv_incidents": cases, "dv_form_mental": cases,
            **{f"dv_form_{form}": self._up_to(cases) for form in ("physical", "sexual", "economic")},
            "dv_incidents_handled": self._up_to(cases), "perpetrators": perpetrators,
            "perp_community_critique": acted, "perp_criminal": criminal,
            **{f"perp_{kind}": self._up_to(acted) for kind in ("no_contact", "education", "admin_sanction")},
            "perp_counselled": self._up_to(acted - criminal), "victims": victims, "victims_supported": supported,
            **{f"sv_{kind}": self._up_to(5 * helped) for kind in ("counselling", "medical", "shelter", "essential")},
            "gbv_victims": harmed, "gbv_victims_supported": some_of(harmed, self._choose),
            "trafficked_returned": returned, "trafficked_need": needy,
            "trafficked_supported": some_of(needy, self._choose),
            **self._part("mediations", "mediations_success"), **self._part("crime_women_girls", "child_abuse_girls"),
        }  # fmt: skip

    def _bdg_10(self) -> Known:
        """A place of shelter is always there, because form 09 may need one."""
        clubs, facilities = stock(self._choose, 1), stock(self._choose)
        models = min(1, clubs["opening"] + clubs["opened"] - clubs["closed"])
        none = {"opening": 0, "opened": 0, "closed": 0, "members_total": 0, "members_female": 0, "members_em": 0}
        return {
            "sustainable_family_clubs": clubs, "dv_groups": clubs,
            "dv_models": none | {"opening": models, "members_total": 9 * models, "used_count": 0},
            "trusted_addresses": stock(self._choose, 1), "community_shelters": stock(self._choose, 1),
            "social_assist_total": facilities, "social_assist_gbv": facilities,
        }  # fmt: skip

    def _bdg_11(self) -> Known:
        thematic, integrated = self._up_to(9), self._up_to(30)
        sessions = thematic + integrated
        known: Known = {
            "sessions": sessions, "sessions_thematic": thematic, "sessions_integrated": integrated,
            "participants": some_people(self._choose, 3 * sessions, 99 * sessions),
            **self._part("stations_total", "stations_monthly"), **self._part("orgs_total", "orgs_informed"),
            **self._part("village_rules_total", "village_rules_nondiscrim"),
        }  # fmt: skip
        for events, persons in (("training_classes", "training_participants"), ("workshops", "workshop_participants"),
                                ("contests", "contest_participants")):  # fmt: skip
            count = self._up_to(5)
            known |= {events: count, persons: some_people(self._choose, 5 * count, 60 * count)}
        return known


def _records(layout: Layout, period: Period, unit: str, choose: Choose) -> Cells:
    """Records of a list form, as form 12 has them; other lists stay empty until their rules are known here."""
    cells: Cells = {}
    if layout.form.id != "bdg_12":
        return cells
    for number in range(1, choose(1, 4) + 1):
        start = choose(0, (period.end - period.start).days)
        end = choose(start, (period.end - period.start).days)
        sessions = choose(1, 4)
        people = projected(some_people(choose, 5 * sessions, 60 * sessions))
        record: dict[str, float | str] = {
            "activity_type": "tap_huan", "title": f"Tập huấn bình đẳng giới, lớp {number}",
            "start_date": _day(period, start), "end_date": _day(period, end), "venue_unit": unit,
            "organiser": "UBND", "organiser_level": _LETTERS[layout.level], "partners": "Hội Liên hiệp Phụ nữ",
            "sessions": sessions, "target_group": "nguoi_dan", "participants": people["total"],
            "participants_female": people["female"], "participants_em": people["em_total"],
            "participants_em_female": people["em_female"], "sex_known": 1, "approx": 0, "source_program": "nsnn",
        }  # fmt: skip
        for column in layout.columns:
            if column.id in record:
                cells[str(number), column.id] = record[column.id]
            elif KINDS[column.kind].numeric:
                cells[str(number), column.id] = choose(0, 9)
    return cells


def _day(period: Period, days: int) -> str:
    return (period.start + timedelta(days=days)).isoformat()
