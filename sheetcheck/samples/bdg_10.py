"""Clubs, models, trusted addresses."""

from __future__ import annotations

from sheetcheck.samples._draw import Draw, Known, stock


def known(draw: Draw) -> Known:
    """A place of shelter is always there, because form 09 may need one."""
    clubs, facilities = stock(draw.choose, 1), stock(draw.choose)
    models = min(1, clubs["opening"] + clubs["opened"] - clubs["closed"])
    none = {"opening": 0, "opened": 0, "closed": 0, "members_total": 0, "members_female": 0, "members_em": 0}
    return {
        "sustainable_family_clubs": clubs, "dv_groups": clubs,
        "dv_models": none | {"opening": models, "members_total": 9 * models, "used_count": 0},
        "trusted_addresses": stock(draw.choose, 1), "community_shelters": stock(draw.choose, 1),
        "social_assist_total": facilities, "social_assist_gbv": facilities,
    }  # fmt: skip
