"""How cells look, by name: one recognisable style for what is to be filled in, all else locked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

INPUT_COLOUR: Final = "#FFF9DB"
_GREY, _HEAD, _LINE = "#EFEFEF", "#DCE6F1", "#7F7F7F"
_BOX: Final[dict[str, object]] = {"border": 1, "border_color": _LINE}
_WRAP: Final[dict[str, object]] = {"text_wrap": True}
_CENTRE: Final[dict[str, object]] = {"align": "center"}

STYLES: Final[Mapping[str, Mapping[str, object]]] = {
    "plain": {},
    "wrapped": _WRAP | {"valign": "top"},
    "bold": {"bold": True},
    "italic": {"italic": True, "font_size": 10} | _WRAP,
    "number": {"align": "right", "valign": "top"},
    "centre": _CENTRE,
    "centre_bold": {"bold": True} | _CENTRE | _WRAP,
    "centre_italic": {"italic": True} | _CENTRE | _WRAP,
    "head_left": {"font_size": 10} | _WRAP | {"valign": "top"},
    "head_right": {"font_size": 10} | _WRAP | {"valign": "top"},
    "title": {"bold": True, "font_size": 13} | _CENTRE | _WRAP,
    "big": {"bold": True, "font_size": 15} | _WRAP,
    "mark": {"bold": True, "font_color": "#C00000"} | _CENTRE | _WRAP,
    "heading": {"bold": True, "bg_color": _HEAD, "font_size": 10} | _CENTRE | _WRAP | _BOX,
    "codes": {"italic": True, "bg_color": _HEAD, "font_size": 9, "shrink": True} | _CENTRE | _BOX,
    "label": _WRAP | _BOX,
    "label_part": {"indent": 1} | _WRAP | _BOX,
    "label_sum": {"bold": True} | _WRAP | _BOX,
    "code": _CENTRE | _BOX | {"num_format": "@"},
    "unit": _CENTRE | _WRAP | _BOX | {"num_format": "@"},
    "idle": {"bg_color": _GREY, "font_color": _LINE} | _CENTRE | _BOX,
    "count": {"num_format": "#,##0"} | _BOX,
    "percent": {"num_format": "0.00"} | _BOX,
    "amount": {"num_format": "#,##0.##"} | _BOX,
    "cell": _WRAP | _BOX,
    "total_text": {"bold": True, "bg_color": _GREY} | _WRAP | _BOX,
    "total_count": {"bold": True, "bg_color": _GREY, "num_format": "#,##0"} | _BOX,
    "total_percent": {"bold": True, "bg_color": _GREY, "num_format": "0.00"} | _BOX,
    "total_amount": {"bold": True, "bg_color": _GREY, "num_format": "#,##0.##"} | _BOX,
    "link": {"font_color": "#0563C1", "underline": 1} | _BOX,
    "good": {"bg_color": "#E2EFDA", "font_color": "#375623"},
    "bad": {"bg_color": "#F8CBAD", "font_color": "#9C0006"},
    "waiting": {"bg_color": "#FFF2CC", "font_color": "#7F6000"},
    "doubtful": {"bg_color": "#FFD966", "font_color": "#5F4600"},
    "verdict": {"bold": True, "font_size": 13} | _WRAP | _BOX,
    "notice": {"bold": True, "font_size": 10, "font_color": "#9C0006"} | _WRAP,
    "worth_a_look": {"font_color": "#7F6000"},
    "jump_number": {"num_format": "#,##0"} | _CENTRE | _BOX,
    "jump": {"font_color": "#0563C1", "underline": 1},
    "jump_to": {"font_color": "#0563C1", "underline": 1, "font_size": 10},
    "listed": {"font_size": 10} | _WRAP,
    "sample": {"bg_color": INPUT_COLOUR} | _BOX,
}
"""Styles that do not depend on a kind; `input_styles` gives those that do."""


def for_kinds(formats: Mapping[str, str]) -> Mapping[str, Mapping[str, object]]:
    """`input_count`, `computed_percent` …: for each kind's name and number format."""
    styles: dict[str, Mapping[str, object]] = {}
    for kind, number_format in formats.items():
        text = {"quote_prefix": True} if number_format == "@" else {}
        base = {"num_format": number_format, **_BOX, **text, **(_WRAP if text else {})}
        styles[f"input_{kind}"] = {**base, "bg_color": INPUT_COLOUR, "locked": False}
        styles[f"computed_{kind}"] = {**base, "bg_color": _GREY, "italic": True}
    return styles


def for_totals(formats: Mapping[str, str]) -> Mapping[str, Mapping[str, object]]:
    """`merged_count`, `derived_count`, `sum_count` …: figures of a consolidated workbook, and with
    `_approx` after the name those that are approximate: still numbers, shown as `≈ 330`."""
    looks: Mapping[str, Mapping[str, object]] = {
        "merged": {},
        "derived": {"italic": True, "bg_color": "#F5F5F5"},
        "sum": {"bold": True, "bg_color": _SUM},
    }
    return {
        f"{look}_{kind}{suffix}": {**_BOX, **properties, "num_format": sign + number_format}
        for look, properties in looks.items()
        for kind, number_format in formats.items()
        for suffix, sign in (("", ""), ("_approx", '"≈ "'))
    }


_SUM = "#E2EFDA"
TABLES: Final[Mapping[str, Mapping[str, object]]] = {
    "foreign": {"num_format": "@", "quote_prefix": True} | _WRAP | _BOX,
    "foreign_flat": {"num_format": "@", "quote_prefix": True},
    "flat": {},
    "row_number": {"num_format": "0"} | _CENTRE | _BOX,
    "row_heading": {"bold": True, "bg_color": _HEAD, "font_size": 10} | _CENTRE | _WRAP | _BOX,
    "state": {"font_color": _LINE} | _CENTRE | _BOX,
    "boxed_good": {"bg_color": "#E2EFDA", "font_color": "#375623", "bold": True} | _WRAP | _BOX,
    "boxed_bad": {"bg_color": "#F8CBAD", "font_color": "#9C0006", "bold": True} | _WRAP | _BOX,
    "link_wrapped": {"font_color": "#0563C1", "underline": 1} | _WRAP | _BOX,
    "line_title": {"bold": True, "font_size": 13},
    "line_mark": {"bold": True, "font_color": "#C00000"},
    "fact_text": {"bold": True, "align": "left"} | _WRAP | _BOX,
    "fact_number": {"bold": True, "align": "left", "num_format": "#,##0"} | _BOX,
    "left_out": {"bg_color": "#FCE4D6", "font_color": "#7F3F00"} | _WRAP | _BOX,
    "sum_label": {"bold": True, "bg_color": _SUM} | _WRAP | _BOX,
    "sum_common": {"bold": True, "bg_color": _SUM} | _CENTRE | _BOX,
    "coverage": {"italic": True, "font_size": 9, "bg_color": _GREY, "num_format": "0"} | _BOX,
    "coverage_label": {"italic": True, "font_size": 9, "bg_color": _GREY} | _WRAP | _BOX,
}
"""Tables of a consolidated workbook. Text that others typed is `foreign`: it stays text when it is
edited, and when its first character is that of a formula."""
