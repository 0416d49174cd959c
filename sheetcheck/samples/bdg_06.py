"""Workers by sector, vocational classes, certificates."""

from __future__ import annotations

from sheetcheck.samples._draw import Draw, Known, as_many_men, some_of, together


def known(draw: Draw) -> Known:
    sectors = [as_many_men(draw.choose, 5, 30) for _ in range(3)]
    employed = together(*sectors)
    labour = together(employed, as_many_men(draw.choose, 0, 3))
    return {
        "working_age.note": "Sổ cung lao động",
        "employed.note": "Sổ cung lao động",
        "working_age": together(labour, as_many_men(draw.choose, 0, 9)), "labour_force": labour,
        "employed": employed, "employed_agri": sectors[0], "employed_industry": sectors[1],
        "employed_services": sectors[2], "wage_employed": some_of(employed, draw.choose),
        "trained_with_certificate": some_of(employed, draw.choose),
        "vocational_classes": draw.plan.held("day_nghe"), "vocational_trained": draw.plan.came("day_nghe"),
        "unpaid_hours_female": draw.choose(4, 8), "unpaid_hours_male": draw.choose(2, 4),
        **draw.part("land_cert_total", "land_cert_wife", 900),
    }  # fmt: skip
