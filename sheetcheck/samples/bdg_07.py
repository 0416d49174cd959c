"""A population and its births, marriages and households."""

from __future__ import annotations

from sheetcheck.samples._draw import Draw, Known, as_many_men, some_of, some_people, together


def known(draw: Draw) -> Known:
    """Forms 09 and 11 may count on some 1,800 people, 60 of each sort, and 300 households.

    In half a year as many children are born as in a year: between 5 and 40 for 1,000 people and year either way.
    """
    children, adults, old = (as_many_men(draw.choose, 120, 500, ages=ages) for ages in ((0,), (1, 2), (3,)))
    people = sum(sum(group.values()) for group in (children, adults, old))
    mothers = draw.choose(people * 10 // 1000, people * 15 // 1000) // 4
    births = as_many_men(draw.choose, mothers, mothers, ages=(0,))
    born = sum(births.values())
    homes = draw.choose(people // 6, people // 3)
    poor, cases = draw.up_to(homes // 5), draw.up_to(5)
    return {
        "pop_total": together(children, adults, old), "pop_u16": children, "pop_16_59": adults, "pop_ge60": old,
        "women_15_19": draw.choose(50, 120), "births": births,
        **{f"births_{part}": some_of(births, draw.choose) for part in ("third_plus", "mother_u18", "mother_15_19")},
        "birth_at_facility": draw.up_to(born), "antenatal_4plus": draw.up_to(born), "maternal_deaths": 0,
        "early_marriage_cases": cases, "early_marriage_persons": some_people(draw.choose, cases, 2 * cases),
        "households": homes, "households_female_head": draw.up_to(homes), "poor_households": poor,
        "poor_households_female_head": draw.up_to(poor), "poor_households_em": draw.up_to(poor),
        "near_poor_households": draw.up_to(homes // 5),
    }  # fmt: skip
