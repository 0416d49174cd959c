"""Bodies and posts, and the women in them."""

from __future__ import annotations

from sheetcheck.samples._draw import Draw, Known, People, bodies, projected, some_people


def known(draw: Draw) -> Known:
    """A unit has a council, because form 03 has deputies for it; a consolidated return is that of several units."""
    units = 1 if draw.is_own else draw.choose(2, 9)

    def posts(least: int, most: int) -> People:
        return some_people(draw.choose, least * units, most * units, women=0)

    chair, vice, head, deputy = posts(1, 1), posts(1, 2), posts(1, 1), posts(1, 4)
    council, committee = _led_by_women(draw, units, chair, vice), _led_by_women(draw, units, head, deputy)
    villages = draw.choose(1, 20)
    return {
        "local_gov": {
            "total_bodies": units,
            "with_female_leader": draw.choose(max(council, committee), min(units, council + committee)),
        },
        "body_hdnd": {"total_bodies": units, "with_female_leader": council},
        "body_ubnd": {"total_bodies": units, "with_female_leader": committee},
        "body_agency": bodies(draw.choose, 3, 20),
        "post_party_secretary": posts(1, 1), "post_party_deputy": posts(1, 3),
        "post_hdnd_chair": chair, "post_hdnd_vice": vice, "post_ubnd_chair": head, "post_ubnd_vice": deputy,
        "post_village_head": some_people(draw.choose, villages, villages, women=0),
        "post_cell_secretary": some_people(draw.choose, villages, villages, women=0),
    }  # fmt: skip


def _led_by_women(draw: Draw, units: int, *posts: People) -> int:
    """How many of the bodies have a woman in one of these posts."""
    women = sum(int(projected(one)["female"]) for one in posts)
    return draw.choose(1, min(units, women)) if women else 0
