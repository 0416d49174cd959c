"""Pupils, those who completed school, establishments, school violence."""

from __future__ import annotations

from sheetcheck.samples._draw import WHO, Draw, Known, as_many_men, some_of, some_people

_CHILDREN = tuple(who for who in WHO if not who[2])
_SCHOOLS = ("preschool", "primary", "lower_sec", "upper_sec")


def known(draw: Draw) -> Known:
    """The four kinds of school together have 300 pupils or more, so that 12 drop-outs are under 5%."""
    known: Known = {f"pupils_{school}": as_many_men(draw.choose, 20, 200, ages=(0,)) for school in _SCHOOLS}
    for school in ("primary", "lower_sec"):
        due = as_many_men(draw.choose, 5, 40, ages=(0,))
        known |= {f"{school}_cohort": due, f"{school}_completed": some_of(due, draw.choose)}
    residents = as_many_men(draw.choose, 100, 200)
    schools, cases = draw.up_to(9), draw.up_to(4)
    return known | {
        "dropouts": some_people(draw.choose, 0, 12, who=_CHILDREN),
        "pop_15_60": residents, "literate_15_60": some_of(residents, draw.choose),
        "schools_total": schools, "schools_gender_content": draw.up_to(schools),
        "schools_safe_model": draw.up_to(schools), "school_violence_cases": cases,
        "school_violence_victims": some_people(draw.choose, cases, 3 * cases, who=_CHILDREN),
    }  # fmt: skip
