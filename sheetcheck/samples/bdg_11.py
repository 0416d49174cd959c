"""Sessions, classes, workshops, contests and who came."""

from __future__ import annotations

from sheetcheck.samples._draw import Draw, Known, some_people


def known(draw: Draw) -> Known:
    thematic, integrated = draw.up_to(9), draw.up_to(30)
    sessions = thematic + integrated
    known: Known = {
        "sessions": sessions, "sessions_thematic": thematic, "sessions_integrated": integrated,
        "participants": some_people(draw.choose, 3 * sessions, 99 * sessions),
        **draw.part("stations_total", "stations_monthly"), **draw.part("orgs_total", "orgs_informed"),
        **draw.part("village_rules_total", "village_rules_nondiscrim"),
    }  # fmt: skip
    for events, persons in (("training_classes", "training_participants"), ("workshops", "workshop_participants"),
                            ("contests", "contest_participants")):  # fmt: skip
        count = draw.up_to(5)
        known |= {events: count, persons: some_people(draw.choose, 5 * count, 60 * count)}
    return known
