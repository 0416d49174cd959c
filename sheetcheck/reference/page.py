"""The whole catalogue as one Markdown document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from sheetcheck.catalogue import Catalogue
from sheetcheck.form import Column, Form, Profile
from sheetcheck.period import PeriodKind
from sheetcheck.reference import columns, forms, rows, rules, targets
from sheetcheck.reference.burden import LEVELS, Burden, burdens, of_form
from sheetcheck.reference.markdown import entry_list, entry_table, plain, table
from sheetcheck.terms import NATURES, REQUIRED, ROLL_UPS, Term
from sheetcheck.text import Language, Text
from sheetcheck.words import Words

_GENERATED: Final = Text(
    vi="<!-- Do 'sheetcheck schema reference' tạo từ schemas/; đừng sửa ở đây. -->",
    en="<!-- Made by 'sheetcheck schema reference' from schemas/; do not edit it here. -->",
)
_TITLE: Final = Text(vi="Danh mục biểu và chỉ tiêu", en="The catalogue of forms")
_INTRO: Final = Text(
    vi="Tất cả những gì các biểu hỏi, ai điền, khi nào, cộng lên cấp trên thế nào và bị kiểm tra ra sao. Tài liệu này do "
    "chương trình viết ra từ `schemas/`, nên luôn khớp với biểu mẫu và với các câu báo lỗi. Ký hiệu biểu là đề xuất của "
    "dự án, chưa do cơ quan nào ban hành.",
    en="Everything that the forms ask, who fills it in and when, how it goes up a level and how it is checked. The program "
    "writes this document from `schemas/`, so that it agrees with the templates and with what reports say. The form codes "
    "are this project's proposal; no authority has issued them.",
)
_CONTENTS: Final = Text(vi="Mục lục", en="Contents")
_FORMS: Final = Text(vi="Các biểu", en="The forms")
_BURDEN: Final = Text(vi="Mỗi đơn vị phải điền bao nhiêu", en="How much a unit fills in")
_TERMS: Final = Text(vi="Các từ dùng trong bảng", en="Words of the tables")
_SETS: Final = Text(vi="Bộ cột", en="Column sets")
_FORM: Final = Text(vi="Biểu {number}. {title}", en="Form {number}. {title}")
_TARGETS: Final = Text(
    vi="Chỉ tiêu của Chiến lược quốc gia về bình đẳng giới (Nghị quyết 28/NQ-CP)",
    en="Targets of the National Strategy on Gender Equality (Resolution 28/NQ-CP)",
)
_GENERIC: Final = Text(vi="Quy tắc chung của mọi biểu chỉ tiêu", en="Rules of every matrix form")


def reference(catalogue: Catalogue, language: Language) -> str:
    """The document of a catalogue; the same text for the same catalogue."""
    words = Words(catalogue, language)
    lines = [f"# {_TITLE.of(language)}", "", _GENERATED.of(language), "", _INTRO.of(language), ""]
    sections = list(_sections(words))
    lines += [f"**{_CONTENTS.of(language)}**", "", *(f"- [{plain(title)}](#{anchor})" for anchor, title, _ in sections)]
    for anchor, title, body in sections:
        lines += ["", f'<a id="{anchor}"></a>', "", f"## {plain(title)}", "", *body]
    return "\n".join(_without_double_blanks(lines)).rstrip() + "\n"


def _sections(words: Words) -> Iterator[tuple[str, str, Iterator[str]]]:
    """Anchor, title and lines of each section."""
    language, catalogue = words.language, words.catalogue
    yield "forms", _FORMS.of(language), _index(words)
    yield "burden", _BURDEN.of(language), _burden(words)
    yield "terms", _TERMS.of(language), _terms(language)
    yield "sets", _SETS.of(language), _sets(words)
    for form in catalogue.forms.values():
        title = _FORM.fill(language, {"number": form.number, "title": form.title})
        yield f"form-{form.number}", title, _form(form, words)
    if catalogue.targets:
        yield "targets", _TARGETS.of(language), _targets(words)
    if catalogue.generic:
        yield "rules", _GENERIC.of(language), _generic(words)


_INDEX_HEADS: Final = (Text(vi="Biểu", en="Form"), Text(vi="Mã", en="Id"), Text(vi="Tên", en="Title"))


def _index(words: Words) -> Iterator[str]:
    yield from entry_table(_of(_INDEX_HEADS, words.language), forms.entries(words.catalogue, words))


_COUNTED: Final = Text(
    vi="Đếm theo biểu mẫu gửi cho một đơn vị (báo cáo của riêng đơn vị). Dòng kể cả dòng tự tính; ô là ô phải gõ, không "
    "kể cột Ghi chú; danh mục là biểu ghi từng văn bản, hoạt động, nội dung, không đếm ô. Bộ cốt lõi (`--profile core`) "
    "chỉ gồm các dòng mà một chỉ tiêu của Chiến lược hoặc một báo cáo đã công bố cần đến.",
    en="Counted from the template of one unit (its own return). Rows include computed ones; cells are those to "
    "type, without the notes; a register holds a line for each document, activity or remark and is not counted in cells. "
    "The core profile (`--profile core`) has only the rows that a target of the strategy or a published report needs.",
)
_BURDEN_HEADS: Final = (
    Text(vi="Cấp", en="Level"),
    Text(vi="Báo cáo", en="Return"),
    Text(vi="Bộ", en="Profile"),
    Text(vi="Biểu", en="Forms"),
    Text(vi="trong đó danh mục", en="of which registers"),
    Text(vi="Dòng", en="Rows"),
    Text(vi="Ô", en="Cells"),
    Text(vi="bắt buộc", en="required"),
    Text(vi="trống thì nhắc", en="blank is a warning"),
    Text(vi="điền khi có", en="when there is any"),
)
_PROFILES: Final = {Profile.FULL: Text(vi="đầy đủ", en="full"), Profile.CORE: Text(vi="cốt lõi", en="core")}
_PER_FORM: Final = Text(
    vi="Dòng / ô của từng biểu, bộ {profile} (– là không có biểu này):",
    en="Rows / cells of each form, {profile} profile (– where the form is not issued):",
)
_REGISTER: Final = Text(vi="danh mục", en="register")


def _burden(words: Words) -> Iterator[str]:
    language = words.language
    yield from (_COUNTED.of(language), "")
    lines = (
        (words.level(level), words.period_kind(kind), _PROFILES[profile].of(language), *map(str, _numbers(found)))
        for level, kind, profile, found in burdens(words.catalogue)
    )
    yield from table(_of(_BURDEN_HEADS, language), lines)
    for profile in Profile:
        yield from (_PER_FORM.fill(language, {"profile": _PROFILES[profile]}), "")
        yield from _each_form(words, profile)


def _numbers(found: Burden) -> tuple[int, ...]:
    return (
        found.forms, found.registers, found.rows, found.cells, found.required, found.reminded, found.other
    )  # fmt: skip


def _each_form(words: Words, profile: Profile) -> Iterator[str]:
    places = [(level, kind) for level in LEVELS for kind in PeriodKind]
    heads = [f"{words.level(level)}, {words.period_kind(kind)}" for level, kind in places]
    lines = [
        (form.number, *(_size(of_form(form, level, kind, profile), words) for level, kind in places))
        for form in words.catalogue.forms.values()
    ]
    yield from table([_INDEX_HEADS[0].of(words.language), *heads], lines)


def _size(found: Burden | None, words: Words) -> str:
    if found is None:
        return "–"
    return _REGISTER.of(words.language) if found.registers else f"{found.rows} / {found.cells}"


_TERM_HEADS: Final = (Text(vi="Từ", en="Word"), Text(vi="Trong tệp", en="In the files"), Text(vi="Nghĩa", en="Meaning"))
_REQUIRED: Final = Text(vi="Phải điền (`required`)", en="Required (`required`)")
_NATURE: Final = Text(vi="Tính chất (`nature`)", en="Nature (`nature`)")
_ROLL_UP: Final = Text(vi="Lên cấp trên (`roll_up`)", en="Going up (`roll_up`)")
_SEVERITY: Final = Text(
    vi="Quy tắc: “lỗi” thì báo cáo bị trả lại; “cảnh báo” thì vẫn nhận và được nêu; “thông tin” chỉ để biết. Mã R… so sánh "
    "trong một biểu, mã X… so sánh giữa các biểu. Quy tắc không kết luận được vì thiếu số liệu thì không báo.",
    en="Rules: an “error” sends the return back; a “warning” is shown and the return accepted; “information” is told, no more. "
    "R… compares within a form, X… between forms. A rule that cannot be decided because a figure is missing says nothing.",
)
_SERVES: Final = Text(
    vi="Phục vụ (`serves`): `NQ28-T1.1` là chỉ tiêu T1.1 của Chiến lược; `S001-07` là số liệu 07 của tài liệu đã công bố 001 "
    "mà các biểu phải ghi được (000: tỉnh Bắc Kạn, 19/02/2020; 001: xã Vạn Thủy, 6 tháng đầu năm 2024; 002: tỉnh Bắc Ninh, "
    "28/3/2023; 003: thành phố Cần Thơ, 02/5/2020; 004: thị xã Sa Pa, 9/2022); còn lại là tên văn bản. Dòng phục vụ một "
    "trong hai loại đầu thuộc bộ cốt lõi.",
    en="Serves (`serves`): `NQ28-T1.1` is target T1.1 of the strategy; `S001-07` is figure 07 of published document 001, which "
    "the forms must be able to hold (000: Bắc Kạn province, 19 February 2020; 001: Vạn Thủy commune, first half of 2024; 002: "
    "Bắc Ninh province, 28 March 2023; 003: Cần Thơ city, 2 May 2020; 004: Sa Pa town, September 2022); others are names of "
    "official texts. A row that serves one of the first two belongs to the core profile.",
)
_IDS: Final = Text(
    vi="Tên trong ngoặc vuông là nhãn in trên biểu; `mã viết thế này` là tên trong `schemas/` và trong tệp số liệu.",
    en="Names in square brackets are labels on the sheet; `names like this` stand in `schemas/` and in data files.",
)


def _terms(language: Language) -> Iterator[str]:
    groups: tuple[tuple[Text, Iterable[tuple[StrEnum, Term]]], ...] = (
        (_REQUIRED, REQUIRED.items()),
        (_NATURE, NATURES.items()),
        (_ROLL_UP, ROLL_UPS.items()),
    )
    for head, group in groups:
        yield from (head.of(language), "")
        lines = [(term.word.of(language), f"`{key}`", plain(term.meaning.of(language))) for key, term in group]
        yield from table(_of(_TERM_HEADS, language), lines)
    yield from (_SEVERITY.of(language), "", _SERVES.of(language), "", _IDS.of(language), "")


_COLUMN_HEADS: Final = (Text(vi="Mã", en="Code"), Text(vi="Mã", en="Id"), Text(vi="Cột", en="Column"))
_USED: Final = Text(vi="Dùng ở biểu: {forms}", en="Used by form: {forms}")


def _sets(words: Words) -> Iterator[str]:
    found: dict[str, tuple[tuple[Column, ...], list[Form]]] = {}
    for form in words.catalogue.forms.values():
        for name, members in form.sets.items():
            found.setdefault(name, (members, []))[1].append(form)
    for name, (members, users) in sorted(found.items()):
        used = _USED.fill(words.language, {"forms": ", ".join(form.number for form in users)})
        yield from (f"### {name}", "", used, "")
        yield from entry_table(_of(_COLUMN_HEADS, words.language), columns.entries(members, users[0], words))


_ROW_HEADS: Final = (Text(vi="Mã số", en="Code"), Text(vi="Mã", en="Id"), Text(vi="Chỉ tiêu", en="Row"))
_COMPUTED: Final = Text(vi="Ô tự tính", en="Computed cells")
_RULES: Final = Text(vi="Quy tắc của biểu", en="Rules of this form")
_NO_RULES: Final = Text(vi="Biểu không có quy tắc riêng.", en="The form has no rules of its own.")
_SEE_TARGETS: Final = Text(
    vi="Cách tính và mức của từng dòng: xem [Chỉ tiêu của Chiến lược](#targets).",
    en="How each row is computed and what it should come to: see [the targets](#targets).",
)
_AND_GENERIC: Final = Text(
    vi="Thêm các [quy tắc chung](#rules) có đủ cột của dòng.",
    en="And the [rules of every matrix form](#rules) whose columns a row has.",
)


def _form(form: Form, words: Words) -> Iterator[str]:
    language = words.language
    yield from (f"- {head}: {plain(text)}" for head, text in forms.entry(form, words).facts if text)
    if form.note:
        yield from ("", f"> {plain(form.note.of(language))}")
    yield ""
    if form.fields:
        yield from entry_table(_of(_COLUMN_HEADS, language), columns.entries(form.fields, form, words))
    if form.rows:
        yield from entry_table(_of(_ROW_HEADS, language), rows.entries(form, words))
    if targets.of_form(form, words):
        yield from (_SEE_TARGETS.of(language), "")
    computed = rows.computed(form, words)
    if computed:
        yield from (f"### {_COMPUTED.of(language)}", "")
        yield from entry_table(_of(_ROW_HEADS, language), computed)
    yield from (f"### {_RULES.of(language)}", "")
    own = rules.of_form(form, words)
    yield from entry_list(own) if own else (_NO_RULES.of(language), "")
    if any(rule in words.catalogue.generic for rule in form.rules):
        yield from (_AND_GENERIC.of(language), "")


_HOW: Final = Text(
    vi="Kết quả là tử số chia mẫu số, nhân với số ghi ở bảng; mẫu số bằng 0 là không phát sinh, không có kết quả. Kỳ báo cáo "
    "kết thúc đến hết năm 2025 so với mức năm 2025, sau đó so với mức năm 2030.",
    en="The result is the numerator divided by the denominator, times the figure in the table; where the denominator is 0 "
    "nothing occurred and there is no result. Periods that end by the end of 2025 are held to the target for 2025, later "
    "ones to that for 2030.",
)
_UNVERIFIED: Final = Text(
    vi="Mức có dấu (\\*) chưa có nguồn công bố đủ căn cứ: chỉ để tham khảo, không được coi là mức chính thức.",
    en="No public source bears out a level marked (\\*): it is for orientation only and is not official.",
)
_TARGET_HEADS: Final = (Text(vi="Dòng", en="Row"), Text(vi="Mã", en="Id"), Text(vi="Chỉ tiêu", en="Target"))


def _targets(words: Words) -> Iterator[str]:
    yield from (_HOW.of(words.language), "")
    if any(not target.verified for target in words.catalogue.targets):
        yield from (_UNVERIFIED.of(words.language), "")
    yield from entry_table(_of(_TARGET_HEADS, words.language), targets.of_catalogue(words.catalogue, words))


def _generic(words: Words) -> Iterator[str]:
    yield from entry_list(rules.generic(words.catalogue, words))


def _of(heads: tuple[Text, ...], language: Language) -> tuple[str, ...]:
    return tuple(head.of(language) for head in heads)


def _without_double_blanks(lines: list[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line
