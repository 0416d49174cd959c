"""Words that a key takes, and what each means; a kind is explained by what Excel says on entering its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from sheetcheck import terms
from sheetcheck.finding import Severity
from sheetcheck.form import Level, Missing, Nature, Required, RollUp, Scope
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
REQUIRED: Final = _of(Required, {one: term.meaning for one, term in terms.REQUIRED.items()})
NATURES: Final = _of(Nature, {one: term.meaning for one, term in terms.NATURES.items()})
ROLL_UPS: Final = _of(RollUp, {one: term.meaning for one, term in terms.ROLL_UPS.items()})
SEVERITIES: Final = _of(
    Severity,
    {
        Severity.ERROR: Text(vi="báo cáo bị trả lại", en="the return is sent back"),
        Severity.WARNING: Text(vi="vẫn nhận, có cảnh báo", en="the return is accepted and the warning shown"),
        Severity.INFO: Text(vi="chỉ để biết", en="told, no more"),
    },
)
MISSING: Final = _of(
    Missing,
    {
        Missing.SKIP_ANY: Text(
            vi="điều gì phụ thuộc ô trống thì không kết luận", en="nothing that depends on a blank cell is decided"
        ),
        Missing.SKIP_ALL: Text(
            vi="ô trống tính là 0; mọi ô đều trống thì không kết luận",
            en="a blank cell counts as 0; with all cells blank nothing is decided",
        ),
        Missing.NEVER: Text(vi="ô trống luôn tính là 0", en="a blank cell always counts as 0"),
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
