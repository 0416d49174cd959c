"""The workforce by category, age and education; plans, appointments and training."""

from __future__ import annotations

from sheetcheck.samples._draw import WHO, Draw, Known, People, some_of, some_people, together, without

_MINORITY_WOMEN = tuple((sex, minority, age) for sex, minority, age in WHO if sex and minority)


def known(draw: Draw) -> Known:
    """Ten women of an ethnic minority at least, because the gender-equality staff of form 01 may be just those."""
    workforce = {
        row: _staff(draw)
        for row in ("cadre", "civil_servant", "public_employee", "contract", "non_specialised")
        if row in draw.rows
    }
    few = some_people(draw.choose, 10, 20, women=1, who=_MINORITY_WOMEN)
    workforce["civil_servant"] = together(workforce["civil_servant"], few)
    everybody = together(*workforce.values())
    return {
        **workforce,
        **_education(draw, everybody),
        "planned_party": some_people(draw.choose, 1, 30),
        "planned_leader": some_people(draw.choose, 1, 30),
        "appointed": some_people(draw.choose, 0, sum(everybody.values()) * 3 // 10),
    }


def _staff(draw: Draw) -> People:
    return some_people(draw.choose, 0, 30, women=0.3, who=WHO)


def _education(draw: Draw, everybody: People) -> Known:
    """Each person once, under the highest degree; who is left has the first one."""
    rows: Known = {}
    left = everybody
    for row in ("edu_phd", "edu_master", "edu_university"):
        if row in draw.rows:
            rows[row] = some = some_of(left, draw.choose)
            left = without(left, some)
    return {**rows, "edu_below_university": left}
