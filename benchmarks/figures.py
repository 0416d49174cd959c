"""Consistent figures for one commune, drawn at random: every rule of the catalogue holds for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from random import Random

from sheetcheck.layout import Layout, Slot

Filled = dict[tuple[str, str], float | str]
"""Row id (or record number) and column id -> what stands in the cell."""

People = Counter[tuple[bool, bool, int]]
"""Persons by sex (True: female), ethnic minority and age group (0: under 16, 1: under 40, 2: under 60, 3)."""

_ALL_AGES, _ADULT_AGES = (0, 1, 2, 3), (1, 2, 3)
_TERM = "2026-2031"
_FIRST_DAY = 46_054
"""1 February 2026 as workbooks count days."""


class Commune:
    """The figures of one commune; forms ask each other (a shelter is used only where there is one)."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def figures(self, layouts: Iterable[Layout]) -> dict[str, Filled]:
        """Form id -> its figures; rows that nobody knows here get plausible figures of their own."""
        known = {
            "bdg_01": self._organisation,
            "bdg_03": self._elected,
            "bdg_09": self._violence,
            "bdg_11": self._communication,
        }
        filled: dict[str, Filled] = {}
        for layout in layouts:
            form = layout.form.id
            if layout.form.kind == "list":
                filled[form] = self._records(layout)
            else:
                rows = known[form]() if form in known else {}
                filled[form] = self._matrix(layout, rows)
        return filled

    def _matrix(self, layout: Layout, rows: Mapping[str, People | float]) -> Filled:
        cells: Filled = {}
        for line in layout.lines:
            if line.row is None or line.row.computed:
                continue
            figure = rows.get(line.row.id)
            inputs = [slot for slot in line.slots if not slot.computed and slot.column.id != "note"]
            said = self._line(inputs, figure)
            cells |= {(line.row.id, column): value for column, value in said.items()}
        return cells

    def _line(self, slots: list[Slot], figure: People | float | None) -> Mapping[str, float | str]:
        ids = {slot.column.id for slot in slots}
        said: Mapping[str, float | str]
        if "value" in ids:
            kind = next(slot.column.kind for slot in slots if slot.column.id == "value")
            number = self._up_to(1 if kind == "flag" else 9)
            return {"value": figure if isinstance(figure, int | float) else number}
        if "opening" in ids:
            said = self._stock()
        elif "total" in ids:
            now = _projected(figure if isinstance(figure, Counter) else self._people(2, 20))
            # Fewer women before: rounding down keeps a part smaller than its whole.
            before = {"prev_total": now["total"], "prev_female": now["female"] * 4 // 5}
            said = {**now, **before, "term_label": _TERM}
        else:
            bodies = self._up_to(9)
            said = {"total_bodies": bodies, "with_female_leader": self._up_to(bodies)}
        return {column: value for column, value in said.items() if column in ids}

    def _organisation(self) -> dict[str, People | float]:
        fulltime, parttime = self._people(1, 3), self._people(2, 9)
        staff = fulltime + parttime
        inspections, found, received = self._up_to(4), self._up_to(3), self._up_to(3)
        state, program, other = (round(self._random.uniform(5, 90), 1) for _ in range(3))
        return {
            "staff_total": staff, "staff_fulltime": fulltime, "staff_parttime": parttime,
            "staff_exp_lt1y": self._some_of(staff), "staff_trained": self._some_of(staff),
            "collaborators": self._people(5, 40), "cfaw_exists": 1, "cfaw_members": self._people(7, 25),
            "inspections": inspections, "units_inspected": inspections and inspections + self._up_to(6),
            "violations_found": found, "violations_handled": self._up_to(found),
            "complaints_received": received, "complaints_resolved": self._up_to(received),
            "budget_state": state, "budget_program": program, "budget_other": other,
            "budget_allocated": round(state + program + other, 1), "budget_spent": round(state, 1),
        }  # fmt: skip

    def _elected(self) -> dict[str, People | float]:
        party = self._people(22, 33, female=0.5)
        return {"hdnd_commune": self._people(20, 28, female=0.5), "party_commune": party,
                "party_commune_sc": self._some_of(party), "party_cell": self._people(20, 60)}  # fmt: skip

    def _violence(self) -> dict[str, People | float]:
        cases = self._random.choice((0, 1, 2, 3, 6))
        perpetrators = self._people(cases, cases, female=0.1) if cases else People()
        victims = self._people(cases, cases, female=0.9, ages=_ALL_AGES) if cases else People()
        supported = People(victims)
        severe, disputes, girls = self._up_to(cases), self._up_to(12), self._up_to(2)
        abused = self._people(girls, girls, female=1, ages=(0, 1)) if girls else People()
        returned = self._people(1, 3, female=0.9) if self._up_to(5) == 0 else People()
        needy = self._some_of(returned)
        return {
            "dv_households": cases and 1 + self._up_to(cases - 1), "dv_incidents": cases,
            "dv_form_mental": cases, "dv_form_physical": severe, "dv_form_sexual": 0, "dv_form_economic": 0,
            "dv_incidents_handled": cases, "perpetrators": perpetrators, "perp_community_critique": cases,
            "perp_no_contact": 0, "perp_education": 0, "perp_admin_sanction": severe, "perp_criminal": 0,
            "perp_counselled": severe, "victims": victims, "victims_supported": supported,
            "sv_counselling": cases, "sv_medical": severe, "sv_shelter": severe, "sv_essential": 0,
            "mediations": disputes, "mediations_success": self._up_to(disputes),
            "gbv_cases": girls, "gbv_victims": abused, "gbv_victims_supported": self._some_of(abused),
            "crime_women_girls": girls, "child_abuse_girls": self._up_to(girls),
            "trafficked_returned": returned, "trafficked_need": needy,
            "trafficked_supported": self._some_of(needy),
        }  # fmt: skip

    def _communication(self) -> dict[str, People | float]:
        thematic, integrated = 1 + self._up_to(8), self._up_to(20)
        sessions = thematic + integrated
        rows: dict[str, People | float] = {
            "sessions": sessions, "sessions_thematic": thematic, "sessions_integrated": integrated,
            "participants": self._people(10 * sessions, 60 * sessions),
        }  # fmt: skip
        for events, persons in (
            ("training_classes", "training_participants"),
            ("workshops", "workshop_participants"),
            ("contests", "contest_participants"),
        ):
            number = self._up_to(4)
            rows |= {events: number, persons: self._people(20 * number, 60 * number) if number else People()}
        return rows

    def _stock(self) -> dict[str, int]:
        """Never none at the end, because members need something to be members of."""
        members = self._people(10, 90)
        women = _projected(members)["female"]
        return {"opening": 2, "opened": 1, "closed": 1, "members_total": members.total(),
                "members_female": women, "members_em": 0, "used_count": 40}  # fmt: skip

    def _records(self, layout: Layout) -> Filled:
        cells: Filled = {}
        for number in range(1, 6 + self._up_to(10)):
            people = _projected(self._people(20, 120))
            day = _FIRST_DAY + self._up_to(90)
            said: dict[str, float | str] = {
                "activity_type": "tap_huan", "title": f"Tập huấn kiến thức bình đẳng giới, lớp số {number}",
                "start_date": day, "end_date": day + 2, "organiser": "UBND xã", "organiser_level": "X",
                "partners": "Hội Liên hiệp Phụ nữ xã", "sessions": 1, "target_group": "nguoi_dan",
                "participants": people["total"], "participants_female": people["female"],
                "participants_em": people["em_total"], "participants_em_female": people["em_female"],
                "sex_known": 1, "approx": 0, "budget_m": float(5 + self._up_to(20)), "source_program": "nsnn",
                "venue_unit": UNIT_CODE,
            }  # fmt: skip
            for column in layout.columns:
                if column.id in said or column.required:
                    cells[str(number), column.id] = said.get(column.id, 1)
        return cells

    def _up_to(self, most: float) -> int:
        return self._random.randint(0, max(0, int(most)))

    def _people(
        self, least: float, most: float, *, female: float = 0.5, ages: Sequence[int] = _ADULT_AGES
    ) -> People:
        random = self._random
        return People(
            (random.random() < female, random.random() < 0.3, random.choice(ages))
            for _ in range(random.randint(int(least), int(most)))
        )

    def _some_of(self, people: People) -> People:
        return People({who: self._up_to(count) for who, count in people.items()})


UNIT_CODE, UNIT_NAME = "UNITCODE", "UNITNAME"
"""Stand in the drawn workbooks for a unit's code and name: nothing else contains them."""


def _projected(people: People) -> dict[str, int]:
    """Every column of the person sets: sums over the same persons, so they agree with each other."""

    def count(ages: Sequence[int] = _ALL_AGES, *, female: bool = False, minority: bool = False) -> int:
        sexes, minorities = ((True,) if only else (True, False) for only in (female, minority))
        return sum(people[who] for who in product(sexes, minorities, ages))

    groups = {"u16": (0,), "a16_59": (1, 2), "ge60": (3,)}
    columns = {name: count(ages) for name, ages in groups.items()}
    columns |= {f"{name}_f": count(ages, female=True) for name, ages in groups.items()}
    return columns | {
        "total": count(), "female": count(female=True), "em_total": count(minority=True),
        "em_female": count(female=True, minority=True),
        "u40_total": count((0, 1)), "u40_female": count((0, 1), female=True),
    }  # fmt: skip
