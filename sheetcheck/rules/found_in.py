"""A code that stands among the records of a list, such as a document's number that another register refers to."""

from __future__ import annotations

from typing import Final

from sheetcheck.rule_type import WHEN, Example, Expansion, Given, Parameter, RuleType, Says, text, when
from sheetcheck.text import Text


def _expand(given: Given) -> Expansion:
    among, of = str(given.values["among"]), given.values["of"]
    form = among.split(".")[0]
    there = Text(f"{{{form}.title}}", f"{{{form}.title}}") if "." in among else Text("danh mục này", "this list")
    where = f" and ({given.values['where']})" if "where" in given else ""
    keys = f" filter (where {given.values['where']})" if "where" in given else ""
    return Expansion(
        check=when(
            given,
            f"case when count({among}){keys} > 0 then count(*) filter (where {among} = this.{of}{where}) >= 1 end",
        ),
        message=text(
            given,
            f"<start><of> ghi “{{{of}}}”, không có ở <there>",
            f"<start><of> is “{{{of}}}”, which is not in <there>",
            there=there,
        ),
        help=text(
            given,
            "Sửa <of>, hoặc ghi thêm vào <there>",
            "Correct <of>, or add it to <there>",
            there=there,
        ),
    )


_GIVEN: Final = {"of": "document", "among": "bdg_02.doc_number"}
_PLANS: Final = {**_GIVEN, "where": "bdg_02.doc_type = 'ke_hoach'"}
_TWO: Final = ({"doc_number": "20/KH", "doc_type": "ke_hoach"}, {"doc_number": "50/QĐ", "doc_type": "quyet_dinh"})

TYPE: Final = RuleType(
    name="found_in",
    means=Text(
        vi="giá trị có trong một trường của danh mục khác", en="the value stands among the records of another list"
    ),
    about=Text(
        vi="Tra một mã, một số văn bản trong biểu danh mục khác (hoặc của chính danh mục) của cùng báo cáo. Chưa kết "
        "luận khi ô để trống, khi danh mục kia không có hoặc chưa ghi dòng nào. Hai bên phải cùng là số hoặc "
        "cùng là chữ.",
        en="Looks a code or a document's number up in another list form (or in its own) of the same return. Undecided "
        "where the cell is blank, and where that list is not there or has nothing in the field. Both are numbers, or "
        "both texts.",
    ),
    parameters={
        "of": Parameter(
            means=Text(vi="Trường của dòng được xét", en="The field of the record"), shape=Says.NAME, required=True
        ),
        "among": Parameter(
            means=Text(vi="Biểu danh mục và trường được tra", en="The list form and the field where it must stand"),
            shape=Says.NAME,
            required=True,
        ),
        "where": Parameter(
            means=Text(vi="Chỉ tra các dòng thỏa điều kiện này", en="Only records for which this holds count"),
            shape=Says.CONDITION,
        ),
        "when": WHEN,
    },
    expand=_expand,
    in_own_words=True,
    examples=(
        Example(given=_GIVEN, figures={"document": "20/KH"}, lists={"bdg_02": _TWO}, verdict=True),
        Example(given=_GIVEN, figures={"document": "21/KH"}, lists={"bdg_02": _TWO}, verdict=False),
        Example(given=_GIVEN, figures={"document": None}, lists={"bdg_02": _TWO}, verdict=None),
        Example(given=_GIVEN, figures={"document": "20/KH"}, lists={"bdg_02": ()}, verdict=None),
        Example(given=_GIVEN, figures={"document": "20/KH"}, lists={}, verdict=None),
        Example(given=_PLANS, figures={"document": "20/KH"}, lists={"bdg_02": _TWO}, verdict=True),
        Example(given=_PLANS, figures={"document": "50/QĐ"}, lists={"bdg_02": _TWO}, verdict=False),
    ),
)
