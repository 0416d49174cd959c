"""The activities of the unit, each with its persons."""

from __future__ import annotations

from collections.abc import Iterator

from sheetcheck.form import Level
from sheetcheck.samples._draw import Draw, Record, day, projected

_LETTERS = {Level.COMMUNE: "X", Level.DISTRICT: "H", Level.PROVINCE: "T"}


def records(draw: Draw) -> Iterator[Record]:
    for one in draw.plan.activities:
        people = projected(one.people)
        yield {
            "activity_type": one.kind, "title": one.title, "start_date": day(draw.period, one.first),
            "end_date": day(draw.period, one.last), "venue_unit": draw.unit, "organiser": "UBND",
            "organiser_level": _LETTERS[draw.layout.level], "partners": "Hội Liên hiệp Phụ nữ",
            "sessions": one.sessions, "target_group": "nguoi_dan", "participants": people["total"],
            "participants_female": people["female"], "participants_em": people["em_total"],
            "participants_em_female": people["em_female"], "sex_known": 1, "approx": 0, "source_program": "nsnn",
        }  # fmt: skip
