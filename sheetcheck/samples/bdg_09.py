"""Cases of violence, the persons in them, and what was done."""

from __future__ import annotations

from sheetcheck.samples._draw import WHO, Draw, Known, some_of, some_people


def known(draw: Draw) -> Known:
    cases = draw.up_to(6)
    nobody = some_people(draw.choose, 0, 0)
    perpetrators = some_people(draw.choose, 1, 2 * cases, women=0) if cases else nobody
    victims = some_people(draw.choose, 1, 2 * cases, who=WHO) if cases else nobody
    supported = some_of(victims, draw.choose)
    acted, helped = sum(perpetrators.values()), sum(supported.values())
    criminal = draw.up_to(acted)
    harmed, returned = (some_people(draw.choose, 0, 5, who=WHO) for _ in range(2))
    needy = some_of(returned, draw.choose)
    return {
        "no_cases": 0,
        "dv_households": cases and draw.choose(1, cases), "dv_incidents": cases, "dv_form_mental": cases,
        **{f"dv_form_{form}": draw.up_to(cases) for form in ("physical", "sexual", "economic")},
        "dv_incidents_handled": draw.up_to(cases), "perpetrators": perpetrators,
        "perp_community_critique": acted, "perp_criminal": criminal,
        **{f"perp_{kind}": draw.up_to(acted) for kind in ("no_contact", "education", "admin_sanction")},
        "perp_counselled": draw.up_to(acted - criminal), "victims": victims, "victims_supported": supported,
        **{f"sv_{kind}": draw.up_to(5 * helped) for kind in ("counselling", "medical", "shelter", "essential")},
        "gbv_victims": harmed, "gbv_victims_supported": some_of(harmed, draw.choose),
        "trafficked_returned": returned, "trafficked_need": needy,
        "trafficked_supported": some_of(needy, draw.choose),
        **draw.part("mediations", "mediations_success"), **draw.part("crime_women_girls", "child_abuse_girls"),
    }  # fmt: skip
