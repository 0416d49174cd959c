"""The words for what a row declares: short as a table has room for, and what each means, to authors and officers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from sheetcheck.form import Nature, Required, RollUp
from sheetcheck.kinds import KINDS, entry_prompt
from sheetcheck.text import Language, Text


class Term(NamedTuple):
    """A word of a table and its meaning."""

    word: Text
    meaning: Text


REQUIRED: Final[Mapping[Required, Term]] = {
    Required.EVERY: Term(
        Text(vi="mọi kỳ", en="every period"),
        Text(
            vi="có trong báo cáo 6 tháng và báo cáo năm; để trống là lỗi, không phát sinh thì ghi 0 hoặc dấu -",
            en="on half-year and annual returns; a blank is an error, 0 or - says that nothing occurred",
        ),
    ),
    Required.ANNUAL: Term(
        Text(vi="báo cáo năm", en="annual"),
        Text(
            vi="chỉ có trong báo cáo năm; để trống thì được nhắc, báo cáo vẫn nhận",
            en="on annual returns only; a blank is a warning and the return is accepted",
        ),
    ),
    Required.TERM: Term(
        Text(vi="nhiệm kỳ", en="term"),
        Text(
            vi="số của nhiệm kỳ: báo cáo năm để trống thì được nhắc, báo cáo 6 tháng không bắt buộc",
            en="figures of a term of office: a blank is a warning on annual returns and nothing on half-year ones",
        ),
    ),
    Required.OPTIONAL: Term(
        Text(vi="khi có", en="optional"),
        Text(
            vi="điền khi có số liệu; báo cáo 6 tháng chỉ in khi dòng thuộc bộ cốt lõi",
            en="filled in where there is a figure; half-year returns print it only when it is a core row",
        ),
    ),
    Required.COMPUTED: Term(
        Text(vi="tự tính", en="computed"),
        Text(vi="biểu tự tính từ các ô khác, không gõ", en="the sheet computes it from other cells; nobody types it"),
    ),
}
NATURES: Final[Mapping[Nature, Term]] = {
    Nature.FLOW: Term(
        Text(vi="phát sinh", en="flow"),
        Text(
            vi="những gì xảy ra trong kỳ; số của báo cáo năm là cả năm, không cộng thêm số 6 tháng",
            en="what happened in the period; an annual figure is of the whole year, never added to the half-year one",
        ),
    ),
    Nature.STOCK: Term(
        Text(vi="cuối kỳ", en="stock"),
        Text(vi="những gì có vào ngày cuối kỳ", en="what there is on the last day of the period"),
    ),
    Nature.TERM: Term(
        Text(vi="nhiệm kỳ", en="term"),
        Text(
            vi="kết quả của một nhiệm kỳ, đúng cho đến khi thay đổi", en="the result of a term of office, until changed"
        ),
    ),
}
ROLL_UPS: Final[Mapping[RollUp, Term]] = {
    RollUp.SUM: Term(
        Text(vi="cộng", en="sum"), Text(vi="cộng số của các đơn vị", en="the figures of the units are added up")
    ),
    RollUp.CALC: Term(
        Text(vi="tính lại", en="calc"),
        Text(
            vi="tính lại từ các tổng bằng biểu thức computed, không cộng và không lấy trung bình tỷ lệ",
            en="computed again from the totals by the expression under computed; ratios are neither added nor averaged",
        ),
    ),
    RollUp.OWN: Term(
        Text(vi="riêng cấp", en="own"),
        Text(
            vi="chỉ cấp điền dòng này mới có số; không lấy từ cấp dưới lên",
            en="belongs to the level that fills it in; nothing comes up from below",
        ),
    ),
    RollUp.APPEND: Term(
        Text(vi="nối", en="append"),
        Text(vi="xếp các dòng của mọi đơn vị nối tiếp nhau", en="the lines of all units, one after the other"),
    ),
    RollUp.COMMON: Term(
        Text(vi="giống nhau", en="common"),
        Text(vi="giữ lại khi mọi đơn vị ghi như nhau", en="kept where all units say the same"),
    ),
    RollUp.NONE: Term(
        Text(vi="không", en="none"), Text(vi="không có ở bảng tổng hợp", en="has no total in the merged workbook")
    ),
}


def kind_word(kind: str, language: Language) -> str:
    """What a cell of a kind holds, as Excel says on entering it; "" for kinds that nobody types."""
    said = entry_prompt(KINDS[kind], language)
    return said[0][:1].lower() + said[0][1:] if said else ""
