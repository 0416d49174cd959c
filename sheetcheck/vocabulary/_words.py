"""Words that a key takes, and what each means; a kind is explained by what Excel says on entering its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from sheetcheck.finding import Severity
from sheetcheck.form import Level, Nature, Required, RollUp, Scope
from sheetcheck.kinds import KINDS, Kind, entry_prompt
from sheetcheck.period import PeriodKind
from sheetcheck.text import LANGUAGES, Language, Text


def _of(choices: Iterable[StrEnum], meanings: Mapping[StrEnum, Text]) -> Mapping[str, Text]:
    return {choice.value: meanings[choice] for choice in choices}


LEVELS: Final = _of(
    Level,
    {
        Level.COMMUNE: Text(vi="xã, phường, đặc khu", en="communes, wards, special zones"),
        Level.DISTRICT: Text(vi="huyện, kỳ báo cáo đến 30/6/2025", en="districts, in periods up to 30 June 2025"),
        Level.PROVINCE: Text(vi="tỉnh, thành phố", en="provinces and cities"),
        Level.NATIONAL: Text(vi="cả nước", en="the country"),
    },
)
PERIODS: Final = _of(
    PeriodKind,
    {
        PeriodKind.HALF: Text(vi="báo cáo 6 tháng", en="half-year returns"),
        PeriodKind.YEAR: Text(vi="báo cáo năm", en="annual returns"),
    },
)
SCOPES: Final = _of(
    Scope,
    {
        Scope.OWN: Text(vi="báo cáo của riêng đơn vị", en="a unit's own return"),
        Scope.CONSOLIDATED: Text(vi="báo cáo tổng hợp cả cấp dưới", en="a return that includes the units below"),
    },
)
REQUIRED: Final = _of(
    Required,
    {
        Required.EVERY: Text(vi="bắt buộc trong mọi báo cáo", en="must be filled in every return"),
        Required.ANNUAL: Text(vi="chỉ có trong báo cáo năm", en="stands in annual returns only"),
        Required.TERM: Text(
            vi="theo nhiệm kỳ: báo cáo năm nhắc khi thiếu", en="by term of office: missed in annual returns only"
        ),
        Required.OPTIONAL: Text(vi="điền khi có", en="filled in when there is something"),
        Required.COMPUTED: Text(vi="biểu tự tính", en="computed by the form"),
    },
)
NATURES: Final = _of(
    Nature,
    {
        Nature.FLOW: Text(vi="phát sinh trong kỳ", en="happens in the period"),
        Nature.STOCK: Text(vi="có tại ngày cuối kỳ", en="stands at the end of the period"),
        Nature.TERM: Text(vi="theo nhiệm kỳ", en="holds for a term of office"),
    },
)
ROLL_UPS: Final = _of(
    RollUp,
    {
        RollUp.SUM: Text(vi="cộng các đơn vị", en="the units are added up"),
        RollUp.CALC: Text(
            vi="tính lại từ các tổng; cần có computed", en="computed again from the totals; needs computed"
        ),
        RollUp.OWN: Text(
            vi="chỉ cấp ghi dòng này có số liệu, không lấy từ cấp dưới",
            en="belongs to the one level that fills it in; never taken from below",
        ),
        RollUp.APPEND: Text(vi="biểu danh mục: nối các dòng của mọi đơn vị", en="list forms: the lines of all units"),
        RollUp.COMMON: Text(vi="giữ khi mọi đơn vị ghi như nhau", en="kept when all units say the same"),
        RollUp.NONE: Text(vi="không có ở bảng tổng hợp", en="has no total"),
    },
)
SEVERITIES: Final = _of(
    Severity,
    {
        Severity.ERROR: Text(vi="báo cáo bị trả lại", en="the return is sent back"),
        Severity.WARNING: Text(vi="vẫn nhận, có cảnh báo", en="the return is accepted and the warning shown"),
        Severity.INFO: Text(vi="chỉ để biết", en="told, no more"),
    },
)
FORM_KINDS: Final[Mapping[str, Text]] = {
    "matrix": Text(vi="dòng cố định (chỉ tiêu) và bộ cột", en="fixed rows (indicators) and sets of columns"),
    "list": Text(vi="danh mục: mỗi dòng một bản ghi", en="a register: a record a line"),
}


def _prompt(kind: Kind, language: Language) -> str:
    return ". ".join(entry_prompt(kind, language) or (kind.name,))


KIND_NAMES: Final[Mapping[str, Text]] = {
    name: Text(*(_prompt(kind, language) for language in LANGUAGES)) for name, kind in KINDS.items()
}

ID: Final = Text(
    vi="Tên trong biểu thức và tệp số liệu, không bao giờ đổi", en="The name in expressions and in data, never changed"
)
ALIASES: Final = Text(
    vi="Nhãn khác của cùng dòng hoặc cột trong biểu mẫu đã gửi đi",
    en="Other labels of the same row or column, in templates already sent out",
)
COMPUTED: Final = Text(vi="Biểu thức tính ô; ô bị khóa", en="The expression that gives the cell, which is locked")
