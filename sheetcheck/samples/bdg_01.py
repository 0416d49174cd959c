"""Machinery, staff, committee, budget."""

from __future__ import annotations

from sheetcheck.samples._draw import Draw, Known, some_of, some_people, together

_COMMITTEES: Known = {"cfaw_regulation": 1, "cfaw_head_vice_chair": 1, "cfaw_consolidated": 0}
"""Of several units: a 1/0 row counts units, so it may not be more than form 04 has."""


def known(draw: Draw) -> Known:
    full, half = some_people(draw.choose, 0, 4), some_people(draw.choose, 1, 6)
    staff = together(full, half)
    state, program, other = (draw.up_to(900) for _ in range(3))
    visits = draw.up_to(9)
    return {
        "staff_total": staff, "staff_fulltime": full, "staff_parttime": half,
        "staff_exp_lt1y": some_of(staff, draw.choose), "staff_trained": some_of(staff, draw.choose),
        "cfaw_exists": 1, "cfaw_members": some_people(draw.choose, 5, 40),
        "docs_plan": draw.plan.issued("ke_hoach"), "docs_decision": draw.plan.issued("quyet_dinh"),
        "docs_other": draw.plan.issued("bao_cao", "huong_dan"),
        "inspections": visits, "units_inspected": visits and visits + draw.up_to(9),
        "budget_allocated": state + program + other, "budget_state": state, "budget_program": program,
        "budget_other": other, "budget_spent": draw.up_to(state + program + other),
        **({} if draw.is_own else _COMMITTEES),
        **draw.part("legal_docs_reviewed", "legal_docs_mainstreamed"),
        **draw.part("violations_found", "violations_handled"),
        **draw.part("complaints_received", "complaints_resolved"),
    }  # fmt: skip
