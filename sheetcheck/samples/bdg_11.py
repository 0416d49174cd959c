"""Sessions, classes, workshops, contests and who came."""

from __future__ import annotations

from sheetcheck.samples._draw import WHO, Draw, Known, some_people

_HELD = (
    ("training_classes", "training_participants", ("tap_huan",)),
    ("workshops", "workshop_participants", ("hoi_thao", "toa_dam", "gap_mat")),
    ("contests", "contest_participants", ("hoi_thi",)),
)


def known(draw: Draw) -> Known:
    """Form 07 has 60 people or more of each sort; each broadcast has 300 listeners at most."""
    thematic, integrated, broadcasts = draw.up_to(9), draw.up_to(30), draw.up_to(60)
    sessions = thematic + integrated
    known: Known = {
        "sessions": sessions, "sessions_thematic": thematic, "sessions_integrated": integrated,
        "participants": some_people(draw.choose, 3 * sessions, 99 * sessions),
        "loudspeaker_broadcasts": broadcasts, "loudspeaker_listeners": broadcasts * draw.up_to(300),
        "pop_reached": {who: draw.up_to(60) for who in WHO},
        **draw.part("stations_total", "stations_monthly"), **draw.part("orgs_total", "orgs_informed"),
        **draw.part("village_rules_total", "village_rules_nondiscrim"),
    }  # fmt: skip
    for events, persons, kinds in _HELD:
        known |= {events: draw.plan.held(*kinds), persons: draw.plan.came(*kinds)}
    return known
