"""What a workbook says of itself is what `check` says of it: LibreOffice works every return out anew."""

from __future__ import annotations

import importlib
import pkgutil
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import forms
import openpyxl
import pytest
import test_rules
from forms import test_lists
from recalculated import recalculated
from test_checks import NO_FORMULA

from sheetcheck.catalogue import Catalogue, load_catalogue
from sheetcheck.checks import Check, checks_of
from sheetcheck.expression import Name
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Scope
from sheetcheck.grid import Cell, Workbook, a1, place_of
from sheetcheck.identity import Identity, anybody
from sheetcheck.judgement import judged
from sheetcheck.layout import COVER_SHEET, RULES_SHEET, Layout
from sheetcheck.readers.xlsx import read
from sheetcheck.reading import Limits
from sheetcheck.records import digits
from sheetcheck.rule import own_instances
from sheetcheck.sample import sample_figures
from sheetcheck.template import Filled, layouts_for, write_template
from sheetcheck.testing.batch import taken_in
from sheetcheck.testing.changes import Base, parsed, typed
from sheetcheck.testing.drawing import Drawn, fillable, issued_to
from sheetcheck.text import LANGUAGES, Language
from sheetcheck.verdicts import Column, first_band

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice"),
]

WHOLE = load_catalogue()
PER = {
    rule.id: rule.per
    for form in WHOLE.forms.values()
    for rule in form.rules
    if any(one.expression.aggregates for one in own_instances(rule))
}
"""The rules over records, and the fields by which they make groups."""
UNAVAILABLE = "T120"
BLANKS = ("V101", "V102", "V103", "V106")
Broken = tuple[str, str, frozenset[str]]
"""Sheet, rule, and the cells that it names; of a rule over records, its own cells in the record that it is asked of,
or what its loop says: which records it then names, a sheet does not tell."""


@dataclass(frozen=True)
class Seen:
    """A return: what its sheets say after they were worked out anew, and what is found in the very same file."""

    book: Workbook
    shown: Mapping[Broken, bool]
    """Every check that has a formula, and whether it is broken."""
    numbers: Mapping[str, Mapping[Column, float]]
    """By sheet, what the table of forms says."""
    overall: str
    states: Mapping[str, str]
    findings: Sequence[Finding]
    gathered: Mapping[Broken, frozenset[tuple[str, str]]]
    """Of checks over records, all the cells that they look at: sheet and cell."""

    def is_read_otherwise(self, check: Broken) -> bool:
        """Whether a cell of a rule over records is another figure to a sheet: “hơn 330” was read, or -2 was not."""
        return any(
            (one.sheet, cell) in self.gathered[check]
            for one in self.findings
            if one.code[0] == "T" and one.code != UNAVAILABLE
            for cell in one.cells
            if one.severity is not Severity.ERROR
            or isinstance(_at(_rows(self.book, one.sheet), *place_of(cell)), float)
        )

    def said(self) -> set[Broken]:
        """What the check says that is broken, as `shown` names it."""
        known = {(sheet, rule) for sheet, rule, _ in self.shown}
        found = [one for one in self.findings if (one.sheet, one.rule) in known and one.severity is not Severity.INFO]
        said: set[Broken] = set()
        for one in found:
            of_rule = [check for check in self.gathered if check[:2] == (one.sheet, one.rule)]
            if not of_rule:
                said.add((one.sheet, one.rule, frozenset(one.cells)))
            elif PER[one.rule]:
                said.update(check for check in of_rule if check[2] <= set(one.cells))
            else:
                said.add((one.sheet, one.rule, loop_of(one.params)))
        return said

    def is_unread(self, sheet: str, cell: str) -> bool:
        """Whether an earlier stage speaks of the cell, so that rules are silent about it."""
        place = (*cell.split("!"),) if "!" in cell else (sheet, cell)
        return any(one.code[0] == "T" and place == (one.sheet, each) for one in self.findings for each in one.cells)

    def blank(self, sheet: str, *codes: str) -> int:
        """How many blank cells the check names; a space is said to be nothing, and is no blank."""
        rows = _rows(self.book, sheet)
        named = [
            place_of(cell) for one in self.findings if one.sheet == sheet and one.code in codes for cell in one.cells
        ]
        return sum(row > len(rows) or rows[row - 1][column - 1] == "" for row, column in named)

    @property
    def is_blank_in_words(self) -> bool:
        """Whether there is a cell with a dash or a space where the check says that nothing is."""
        named = sum(len(found.cells) for found in self.findings if found.code in BLANKS)
        return named > sum(self.blank(sheet, *BLANKS) for sheet in self.numbers)

    def has(self, sheet: str, *codes: str) -> bool:
        return any(one.sheet == sheet and one.code in codes for one in self.findings)


def loop_of(params: Mapping[str, object]) -> frozenset[str]:
    return frozenset(f"{name}={value}" for name, value in params.items() if name.startswith("["))


def look(files: Mapping[str, Path], catalogue: Catalogue) -> dict[str, Seen]:
    """All returns of one catalogue, judged as one batch."""
    books = {name: read(path.read_bytes(), Limits()) for name, path in files.items()}
    returns = {name: taken_in(catalogue, name, book) for name, book in books.items()}
    found: dict[str, list[Finding]] = {name: list(one.findings) for name, one in returns.items()}
    for one in judged(list(returns.values()), catalogue.forms):
        found[one.file].append(one)
    seen = {}
    for name, book in books.items():
        identity = returns[name].identity
        assert identity is not None, name
        seen[name] = _seen(book, layouts_for(catalogue, identity), identity, found[name])
    return seen


def _seen(book: Workbook, layouts: tuple[Layout, ...], identity: Identity, findings: Sequence[Finding]) -> Seen:
    rows = _rows(book, RULES_SHEET)
    cover = _rows(book, COVER_SHEET.of(identity.language))
    sheets = {layout.sheet for layout in layouts}
    checks = list(_shown(rows, layouts, anybody(identity)))
    return Seen(
        book=book,
        shown={_named(check): is_broken for check, is_broken in checks},
        numbers={
            str(row[Column.FORM - 1]): {one: _number(row[one - 1]) for one in Column if one > Column.FORM}
            for row in rows
            if row[Column.FORM - 1] in sheets
        },
        overall=str(cover[2][0]).strip(),
        states={str(row[0]): str(row[5]) for row in cover if row[0] in sheets and row[5] != ""},
        findings=findings,
        gathered={_named(check): frozenset(_gathered(check)) for check, _ in checks if is_over_records(check)},
    )


def is_over_records(check: Check) -> bool:
    return bool(check.instance.expression.aggregates)


def _named(check: Check) -> Broken:
    instance, home = check.instance, check.layout
    if instance.per:
        return home.sheet, instance.rule.id, frozenset(slot.cell for slot in check.slots)
    if is_over_records(check):
        return home.sheet, instance.rule.id, loop_of({f"[{name}]": value for name, value in instance.loop.items()})
    places = [place for name in instance.names if (place := check.spot.place(name))]
    cells = {slot.cell if layout is home else f"{layout.sheet}!{slot.cell}" for layout, slot in places}
    return home.sheet, instance.rule.id, frozenset(cells)


def _gathered(check: Check) -> Iterator[tuple[str, str]]:
    """Every cell that a rule over records looks at, and those from which computed ones come."""
    for name in check.instance.names:
        if place := check.spot.place(name):
            yield place[0].sheet, place[1].cell
            for home, slot in replace(check.spot, home=place[0], at=place[1])._parts(place[1]).values():
                yield home.sheet, slot.cell
    bare = [Name("", "", field) for field in check.instance.per]
    for name in (*bare, *(one for aggregate in check.instance.expression.aggregates for one in aggregate.names)):
        if field := check.spot.field(name):
            home, slot = field
            yield from ((home.sheet, a1(line.number, slot.position)) for line in home.lines)


def _rows(book: Workbook, name: str) -> Sequence[Sequence[Cell]]:
    return next(sheet for sheet in book.sheets if sheet.name == name).rows


def _number(cell: Cell) -> float:
    return cell if isinstance(cell, float) else 0.0


def _shown(
    rows: Sequence[Sequence[Cell]], layouts: tuple[Layout, ...], identity: Identity
) -> Iterator[tuple[Check, bool]]:
    lines = [row for row in rows if row[Column.RULE - 1] != ""]
    band, number = first_band(len(layouts)), 0

    def line_of(check: Check, place: int) -> bool:
        line = lines[place]
        assert line[Column.RULE - 1] == check.instance.rule.id
        return line[Column.VERDICT - 1] != ""

    for layout in layouts:
        checks = checks_of(layout, layouts, identity)
        if layout.form.kind == "matrix":
            yield from ((check, line_of(check, number + index)) for index, check in enumerate(checks))
            band, number = band + (layout.width if checks else 0), number + len(checks)
            continue
        together = [check for check in checks if check.culprits]
        columns = digits([check for check in checks if check.slots], band + 1)
        for digit in columns:
            for check in digit.checks:
                value = int(_number(rows[check.slots[0].line - 1][digit.column - 1]))
                yield check, value // digit.weight % 2 == 1
        number += len(columns)
        yield from ((check, line_of(check, number + index)) for index, check in enumerate(together))
        band, number = columns[-1].column if columns else band, number + len(together)


# The returns: the telling cases of every table of rules, and a return of all forms with one thing done to it.

Case = tuple[Identity, Catalogue, Mapping[str, Filled]]


def telling(cases: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """The cases that say something which no case before said, and the valid ones."""
    said: Counter[str] = Counter()
    for base, changes, expected in cases:
        words = {one.split()[0] for one in expected.split("; ") if one}
        if not changes or any(not said[word] for word in words):
            said.update(words)
            yield base, changes, expected


def cases_of_rules() -> Iterator[tuple[str, Case]]:
    modules: list[Any] = [test_rules]
    names = [one.name for one in pkgutil.iter_modules(forms.__path__) if one.name.startswith("test_")]
    modules += [importlib.import_module(f"forms.{name}") for name in names]
    for module in modules:
        cases = module.CASES if module is test_lists else telling(module.CASES)
        for base, changes, _ in cases:
            whose, figures = typed(module.CATALOGUE, module.BASES[base], changes)
            filled = fillable(layouts_for(module.CATALOGUE, whose), figures)
            yield f"{module.__name__} {base} {changes}", (whose, module.CATALOGUE, filled)


ANYTHING: Mapping[str, Sequence[str]] = {
    "02": ("doc_type=ke_hoach", "doc_type=cong_van", "doc_type=thông+báo", "doc_type=_", "direction=ban_hanh", "direction=?",
           "doc_number=20/KH-UBND", "issuer=UBND", "issue_date=2024-02-26", "issue_date=_", "doc_number=_"),
    "12": ("activity_type=tap_huan", "activity_type=hoi_thi", "activity_type=lễ", "activity_type=_", "organiser_level=X",
           "organiser_level=H", "organiser_level=_", "organiser_level=thôn", "sessions=-", "sessions=…", "sessions=3", "sessions=_",
           "participants=80", "participants=-", "participants=…", "participants=ba", "participants_female=…",
           "participants_female=-", "participants_female=_", "participants_female=41", "sex_known=0", "sex_known=-",
           "sex_known=_", "sex_known=…", "target_group=nu_dai_bieu_hdnd_xa", "target_group=nu_dai_bieu_hdnd",
           "target_group=?", "source_program=du_an_8", "source_program=khác", "title=Hoạt+động+1", "title=_",
           "start_date=2024-01-05", "start_date=2024", "start_date=_", "venue_unit=_"),
    "13": ("item_type=kien_nghi", "item_type=nguyen_nhan", "item_type=?", "item_type=_"),
}  # fmt: skip
"""What may stand in a field of a record, or be wrong in it."""
FIGURES = (
    "01.docs_plan=2", "01.docs_other=-", "01.budget_program=…", "01.budget_program=_", "01.budget_program=4; 01.budget_allocated=4",
    "06.vocational_classes=…", "06.vocational_trained total=- female=-", "10.comm_teams opening=1", "10.comm_teams opening=…",
    "11.training_classes=2", "11.training_participants total=80 female=30", "11.training_participants female=…",
    "11.contest_participants total=0 female=-", "11.workshops=_",
)  # fmt: skip


def cases_by_chance() -> Iterator[tuple[str, Case]]:
    """Returns with registers in which anything may be wrong; the same ones every time."""
    bases = [name for name in test_lists.BASES if name != "empty"]
    for number in range(60):
        chance = Random(number)
        base = bases[number % len(bases)]
        edits = [
            f"{form}.{chance.randint(1, RECORDS[form])} {chance.choice(ANYTHING[form])}"
            for form in chance.choices(["02", "12", "13"], (2, 5, 1), k=chance.randint(1, 5))
        ]
        changes = "; ".join((*edits, *chance.sample(FIGURES, chance.randint(0, 2))))
        whose, figures = typed(test_lists.CATALOGUE, test_lists.BASES[base], changes)
        filled = fillable(layouts_for(test_lists.CATALOGUE, whose), figures)
        yield f"by chance {number} {base} {changes}", (whose, test_lists.CATALOGUE, filled)


RECORDS = {"02": 4, "12": 5, "13": 3}
YEAR, HALF = Base("06331", "2024"), Base("06331", "2024-H1")
AS_IT_SHOULD_BE = ("Đã đủ", "Điền khi có", "Tự tính")
ALL_MISSING = "; ".join(f"{number} Còn thiếu" for number in ("01", *(f"{one:02}" for one in range(3, 12))))
NOTHING = "blank 09; 09.no_cases=1"
MUCH_MONEY = "01.budget_allocated=200000; 01.budget_state=200000; 01.budget_program=0; 01.budget_other=0"
SOME_MONEY = "01.budget_allocated=50; 01.budget_spent=50; 01.budget_state=40; 01.budget_other=5; 01.budget_program"
TALK = (
    "12.2 activity_type=truyen_thong title=Nói+chuyện start_date=2024-03-01 venue_unit=06331 organiser=UBND"
    " organiser_level=X sessions=1 target_group=khac sex_known=1 approx=0 participants=90 participants_female=40"
)
TWO_RECORDS = f"12.1 participants=4 participants_female=9; {TALK} participants=4 participants_female=9"
DOCUMENT = (
    "doc_type=cong_van direction=tiep_nhan doc_number=12/UB issuer=UBND issue_date=2024-02-26 summary=Văn+bản topic=bdg"
)
TWICE = f"blank 02; 01.docs_plan=0; 01.docs_decision=0; 01.docs_other=0; 02.1 {DOCUMENT}; 02.3 {DOCUMENT}"
NO_PROJECT = f"{SOME_MONEY}=5; {TALK} source_program=du_an_8"
# Whose it is, what is done to a return with all figures; then how many cells are missing, how many annual ones are
# open, how many places are wrong, how many worth a look; and the forms that are not as they should be.
RETURNS: list[tuple[Base, str, tuple[int, int, int, int], str]] = [
    (YEAR, "", (0, 0, 0, 0), ""),
    (HALF, "", (0, 0, 0, 0), ""),
    (Base("185", "2024"), "", (0, 0, 0, 0), ""),
    (Base("20", "2024"), "", (0, 0, 0, 0), ""),
    (Base("20", "2026", scope=Scope.CONSOLIDATED), "", (0, 0, 0, 0), ""),
    (YEAR, "blank", (203, 82, 0, 0), ALL_MISSING),
    (HALF, "blank", (194, 0, 0, 0), ALL_MISSING.replace("03 Còn thiếu; ", "")),
    # typed over the formula of a computed cell
    (YEAR, "01.collaborators total=49 female=20 female_pct=40.8", (0, 0, 0, 0), ""),
    (YEAR, "01.collaborators total=49 female=20 female_pct=41.2", (0, 0, 0, 1), "01 Đủ, nên xem lại"),
    (YEAR, "01.collaborators total=49 female=20 female_pct=12.3", (0, 0, 1, 0), "01 Chưa khớp"),
    (HALF, "01.staff_total female_pct=99", (0, 0, 1, 0), "01 Chưa khớp"),
    # one cell that must be filled in, or that only the year asks for
    (YEAR, "01.docs_plan=_", (1, 0, 0, 0), "01 Còn thiếu"),
    (YEAR, "07.pop_total female=_", (1, 0, 0, 0), "07 Còn thiếu"),
    (YEAR, "11.news_q4=_; 11.news_q3=_", (0, 2, 0, 0), "11 Đủ, nên xem lại"),
    (YEAR, "06.labour_force total=_ female=_", (0, 2, 0, 0), "06 Đủ, nên xem lại"),
    (YEAR, "03.hdnd_commune term_label=_", (0, 1, 0, 0), "03 Đủ, nên xem lại"),
    # a form for changes may stay blank, and so may one that nothing is asked of
    (HALF, "blank 03", (0, 0, 0, 0), ""),
    (HALF, "blank 03; 03.hdnd_commune total=20", (0, 0, 1, 0), "03 Chưa khớp"),
    (YEAR, "blank 03", (9, 0, 0, 0), "03 Còn thiếu"),
    # nothing happened
    (YEAR, NOTHING, (0, 0, 0, 0), ""),
    (YEAR, f"{NOTHING}; 09.victims total=0", (0, 0, 0, 0), ""),
    (YEAR, f"{NOTHING}; 09.dv_incidents=1", (0, 0, 1, 0), "09 Chưa khớp"),
    (YEAR, "blank 09; 09.no_cases=0", (38, 0, 0, 0), "09 Còn thiếu"),
    # signs for none and for not collected, in numbers and elsewhere
    (YEAR, "blank 02; 01.docs_plan=-; 01.docs_decision=-; 01.docs_other=-", (0, 0, 0, 0), ""),
    (YEAR, "01.docs_plan=…", (0, 0, 0, 0), ""),
    (YEAR, "01.collaborators total=- female=3 em_total=0 em_female=0", (0, 0, 1, 0), "01 Chưa khớp"),
    (YEAR, "01.collaborators total=3 female=- em_total=0 em_female=0", (0, 0, 0, 0), ""),
    (YEAR, "12.1 start_date=-", (0, 0, 1, 0), "12 Chưa khớp"),
    (YEAR, "12.1 venue_unit=- organiser=+ target_group=- organiser_level=+", (0, 0, 4, 0), "12 Chưa khớp"),
    (YEAR, "03.hdnd_commune term_label=-", (0, 0, 1, 0), "03 Chưa khớp"),
    # a figure that is not there counts as 0 in this sum, one that could not be collected leaves it open
    (YEAR, f"{SOME_MONEY}=_", (0, 0, 1, 0), "01 Chưa khớp"),
    (YEAR, f"{SOME_MONEY}=-", (0, 0, 1, 0), "01 Chưa khớp"),
    (YEAR, f"{SOME_MONEY}=…", (0, 0, 0, 0), ""),
    (YEAR, "03.hdnd_commune total=… female=…", (0, 0, 0, 0), ""),
    # pasted: no whole number, no number, a space, no flag, no term, no choice, too short, no date
    (YEAR, "01.docs_plan=1.5", (0, 0, 1, 0), "01 Chưa khớp"),
    (YEAR, "01.docs_plan=-2", (0, 0, 1, 0), "01 Chưa khớp"),
    (YEAR, "01.docs_plan=4+cuộc", (0, 0, 1, 0), "01 Chưa khớp"),
    (YEAR, "01.docs_plan=+", (0, 0, 1, 0), "01 Chưa khớp"),
    (YEAR, "01.cfaw_consolidated=2", (0, 0, 1, 0), "01 Chưa khớp"),
    (YEAR, "03.hdnd_commune term_label=2021-2025", (0, 0, 1, 0), "03 Chưa khớp"),
    (YEAR, "12.1 target_group=thiếu+nhi", (0, 0, 1, 0), "12 Chưa khớp"),
    (YEAR, "12.1 title=TH", (0, 0, 1, 0), "12 Chưa khớp"),
    (YEAR, "02.1 issue_date=31/02/2024", (0, 0, 1, 0), "02 Chưa khớp"),
    # one cell that could not have been typed is one inconsistency, whatever rules rest on it
    (YEAR, "09.dv_incidents=-4", (0, 0, 1, 0), "09 Chưa khớp"),
    (YEAR, "09.victims total=1000000000000000", (0, 0, 1, 0), "09 Chưa khớp"),
    (YEAR, "12.1 participants=2.5", (0, 0, 1, 0), "12 Chưa khớp"),
    (YEAR, "12.1 activity_type=*", (0, 0, 1, 0), "12 Chưa khớp"),
    (YEAR, "12.1 venue_unit=Xã+Vạn+Thủy", (0, 0, 1, 0), "12 Chưa khớp"),
    # a month is text on a sheet, and known; other text is no date
    (YEAR, "12.1 start_date=abc", (0, 0, 1, 0), "12 Chưa khớp"),
    (YEAR, "12.1 start_date=02/2024 end_date=2024-02-03", (0, 0, 0, 0), ""),
    (YEAR, "12.1 start_date=2/2024 end_date=2024-01-31", (0, 0, 1, 0), "12 Chưa khớp"),
    # figures that do not agree, errors and warnings
    (YEAR, "01.collaborators total=2 female=3", (0, 0, 1, 0), "01 Chưa khớp"),
    (YEAR, "01.collaborators total=2 female=3; 01.docs_plan=_", (1, 0, 1, 0), "01 Chưa khớp"),
    (YEAR, MUCH_MONEY, (0, 0, 0, 1), "01 Đủ, nên xem lại"),
    (YEAR, "04.post_ubnd_vice total=9 female=0 em_total=0 em_female=0", (0, 0, 0, 1), "04 Đủ, nên xem lại"),
    # records of registers
    (YEAR, "blank 12", (0, 0, 3, 0), "11 Chưa khớp"),
    (YEAR, TALK, (0, 0, 0, 0), ""),
    (YEAR, "12.1 organiser=_", (1, 0, 0, 0), "12 Còn thiếu"),
    (YEAR, "12.40 title=Gặp+mặt", (10, 0, 0, 0), "12 Còn thiếu"),
    (YEAR, TWO_RECORDS, (0, 0, 6, 2), "11 Chưa khớp; 12 Chưa khớp"),
    (YEAR, "12.1 organiser_level=TW", (0, 0, 3, 1), "11 Chưa khớp; 12 Đủ, nên xem lại"),
    (YEAR, "12.1 start_date=2024 end_date=2023-12-31", (0, 0, 1, 0), "12 Chưa khớp"),
    (YEAR, "12.1 target_group=Nam+giới participants_female=1", (0, 0, 3, 0), "11 Chưa khớp; 12 Chưa khớp"),
    (YEAR, "13.1 item_type=kien_nghi addressee=_", (0, 0, 1, 0), "13 Chưa khớp"),
    # records taken together: against figures of other forms, and with each other
    (YEAR, "01.docs_plan=7", (0, 0, 1, 0), "01 Chưa khớp"),
    (YEAR, "12.1 participants=…", (0, 0, 0, 0), ""),
    (YEAR, "blank 13", (0, 0, 0, 3), "13 Đủ, nên xem lại"),
    (YEAR, TWICE, (0, 0, 2, 0), "02 Chưa khớp"),
    (
        YEAR,
        f"{NO_PROJECT}; 10.comm_teams opening=0 opened=0 closed=0 members_total=0 members_female=0 members_em=0",
        (0, 0, 0, 0),
        "",
    ),
    (
        YEAR,
        f"{NO_PROJECT}; 01.budget_state=45; 01.budget_program=-; 10.comm_teams opening=0 opened=0 closed=0 members_total=0 members_female=0 members_em=0",
        (0, 0, 0, 1),
        "12 Đủ, nên xem lại",
    ),
]
# Whose note says what: every run of white space is one space, and a blank of any kind is nothing.
NOTES: Mapping[str, tuple[str, tuple[int, int, int, int]]] = {
    "a word": ("x", (0, 0, 0, 1)),
    "a no-break space": ("\N{NO-BREAK SPACE}", (0, 0, 1, 0)),
    "a line feed": ("\n", (0, 0, 1, 0)),
    "six hundred blanks": (" " * 600, (0, 0, 1, 0)),
    "three hundred words": ("x  " * 300, (0, 0, 1, 1)),
    "two hundred words far apart": ("x   " * 200, (0, 0, 0, 1)),
}
OVER_X = "a figure over a printed x"
LINES = ("Còn thiếu {} ô.", "Nên điền thêm {} ô của báo cáo năm.", "Có {} chỗ chưa khớp.", "Có {} chỗ nên xem lại.")
ORDER = (0, 2, 1, 3)
COMPLETE = ("Đủ, có thể gửi.", "Complete, ready to be sent.")
# What is typed into a return of all forms, and the rules over records that are then broken.
REGISTERS = {"01.docs_decision=77": {"X02"}, "11.contests=55": {"X01a"}, "12.1 participants=3-4": set[str]()}


def line_of(numbers: Sequence[int]) -> str:
    said = [LINES[place].format(numbers[place]) for place in ORDER if numbers[place]]
    return " ".join([COMPLETE[0], *said] if not numbers[0] + numbers[2] else said)


def return_of(base: Base, changes: str) -> Case:
    """A return of all forms with sample figures; forms are blanked first, then comes what is typed."""
    whose = issued_to(base.unit, base.period, base.scope)
    layouts = layouts_for(WHOLE, whose)
    filled: dict[str, dict[tuple[str, str], float | str]] = dict(sample_figures(layouts, whose.period, whose.unit))
    steps = [step.strip() for step in changes.split(";")]
    for step in (step for step in steps if step.startswith("blank")):
        number = step.removeprefix("blank").strip()
        filled |= {layout.form.id: {} for layout in layouts if number in ("", layout.form.number)}
    wanted: Drawn = dict(parsed("; ".join(step for step in steps if not step.startswith("blank"))))
    for form, cells in fillable(layouts, wanted).items():
        filled[form] |= cells
    return whose, WHOLE, filled


def noted() -> Iterator[tuple[str, Case]]:
    """Returns with more violations handled than found, of which the note must say why."""
    for name, (note, _) in NOTES.items():
        whose, catalogue, filled = return_of(YEAR, "01.violations_found=1; 01.violations_handled=2")
        told = {**filled["bdg_01"], ("violations_handled", "note"): note}
        yield name, (whose, catalogue, {**filled, "bdg_01": told})


def over_x() -> bytes:
    """What only a program writes, or who takes off the protection of a sheet."""
    whose, catalogue, filled = return_of(YEAR, "")
    book = openpyxl.load_workbook(BytesIO(write_template(catalogue, whose, filled)))
    assert book["Biểu 01"]["E19"].value == "x"
    book["Biểu 01"]["E19"].value = 5
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def one_blank_each() -> Iterator[tuple[Base, str]]:
    """A return for each form, in which the last cell of it that is asked for is blank."""
    for layout in layouts_for(WHOLE, issued_to(YEAR.unit, YEAR.period)):
        lines = layout.lines if layout.form.kind == "matrix" else layout.lines[:1]
        asked = [slot for line in lines for slot in line.slots if slot.severity]
        if asked:
            yield YEAR, f"{layout.form.number}.{asked[-1].row} {asked[-1].column.id}=_"


def in_language(language: Language, changes: str) -> tuple[str, Case]:
    whose, catalogue, filled = return_of(YEAR, changes)
    return f"{language} {changes}", (replace(whose, language=language), catalogue, filled)


def name_of(base: Base, changes: str) -> str:
    return f"{base.unit} {base.period} {base.scope} {changes}"


@dataclass(frozen=True)
class All:
    """Every return as it was written, and as it was seen."""

    written: Mapping[str, bytes]
    saved: Mapping[str, Path]
    seen: Mapping[str, Seen]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> All:
    """In one go: a start of LibreOffice costs more than a return."""
    changed = [*((base, changes) for base, changes, *_ in RETURNS), *one_blank_each()]
    cases = dict(cases_of_rules()) | dict(cases_by_chance())
    cases |= dict(in_language(language, changes) for language in LANGUAGES for changes in REGISTERS)
    cases |= {name_of(*one): return_of(*one) for one in changed}
    cases |= dict(noted())
    books = {name: write_template(catalogue, whose, filled) for name, (whose, catalogue, filled) in cases.items()}
    cases[OVER_X], books[OVER_X] = return_of(YEAR, ""), over_x()
    files = recalculated(books, tmp_path_factory.mktemp("recalculated"))
    found: dict[str, Seen] = {}
    for catalogue in {id(catalogue): catalogue for _, catalogue, _ in cases.values()}.values():
        found |= look({name: files[name] for name, (_, one, _) in cases.items() if one is catalogue}, catalogue)
    return All(books, files, found)


@pytest.fixture(scope="module")
def seen(everything: All) -> Mapping[str, Seen]:
    return everything.seen


def test_a_rule_is_broken_on_the_sheet_when_the_check_says_so(
    seen: Mapping[str, Seen], record_testsuite_property: Callable[[str, object], None]
) -> None:
    """Each rule on each of its places in each return, with the very cells that are named."""
    wrong, broken, held = {}, Counter[str](), Counter[str]()
    for name, one in seen.items():
        said = one.said()
        assert said <= one.shown.keys()
        for check, is_broken in one.shown.items():
            sheet, rule, cells = check
            is_over_records = check in one.gathered
            if one.is_read_otherwise(check) if is_over_records else any(one.is_unread(sheet, cell) for cell in cells):
                continue
            (broken if is_broken else held)[rule] += 1
            if is_broken != (check in said):
                wrong[name, *check] = is_broken
    assert wrong == {}
    assert held.keys() ^ broken.keys() == set()
    over_records = PER.keys() & held.keys()
    for what, rules in (("compared", held.keys()), ("compared over records", over_records)):
        counts = [sum(counter[rule] for rule in rules) for counter in (held, broken)]
        report = f"{counts[0]} held, {counts[1]} broken, {len(rules)} rules, {len(seen)} returns"
        record_testsuite_property(what, report)
    assert held.total() > 150_000
    assert broken.total() > 200
    assert over_records == PER.keys()
    assert sum(held[rule] for rule in over_records) > 10_000
    assert sum(broken[rule] for rule in over_records) > 100


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("changes", REGISTERS)
def test_registers_are_compared_in_either_language(seen: Mapping[str, Seen], changes: str, language: Language) -> None:
    """By their choices, whatever these are called; a text where a number belongs decides nothing."""
    broken = {rule for (_, rule, _), is_broken in seen[f"{language} {changes}"].shown.items() if is_broken}
    assert {rule for rule in broken if rule.startswith("X0")} == REGISTERS[changes]


def test_the_table_of_forms_counts_what_the_check_counts(seen: Mapping[str, Seen]) -> None:
    wrong = {}
    for name, one in seen.items():
        for sheet, numbers in one.numbers.items():
            missing = one.blank(sheet, "V101", "V103", "V106")
            asked = one.blank(sheet, "V102")
            if one.has(sheet, "V104") or any(found.code == "V105" for found in one.findings):
                continue  # said once for the form or the return
            if (numbers[Column.MISSING], numbers[Column.OPEN]) != (missing, asked):
                wrong[name, sheet] = (numbers[Column.MISSING], missing, numbers[Column.OPEN], asked)
    assert wrong == {}


def test_what_is_ready_to_be_sent_is_accepted(seen: Mapping[str, Seen]) -> None:
    """And what is accepted is ready; only what was pasted past the checks of the cells is kept back as well."""
    wrong = {}
    for name, one in seen.items():
        errors = {found.rule or found.code for found in one.findings if found.severity is Severity.ERROR}
        doubts = {found.code for found in one.findings if found.code[0] == "T"} - {"T120"} or one.is_blank_in_words
        is_ready = one.overall.startswith(COMPLETE)
        if is_ready and errors - NO_FORMULA:
            wrong[name] = (one.overall, errors)
        if not is_ready and not errors and not doubts:
            wrong[name] = (one.overall, errors)
    assert wrong == {}


@pytest.mark.parametrize(("base", "changes", "numbers", "states"), RETURNS, ids=[name_of(*one[:2]) for one in RETURNS])
def test_the_line_on_top(
    seen: Mapping[str, Seen], base: Base, changes: str, numbers: Sequence[int], states: str
) -> None:
    one = seen[name_of(base, changes)]
    others = {sheet: state for sheet, state in one.states.items() if state not in AS_IT_SHOULD_BE}
    assert one.overall == line_of(numbers)
    assert "; ".join(f"{sheet[-2:]} {state}" for sheet, state in others.items()) == states


def test_what_the_check_of_a_cell_says_of_texts(seen: Mapping[str, Seen]) -> None:
    assert {name: seen[name].overall for name in NOTES} == {name: line_of(said) for name, (_, said) in NOTES.items()}


def test_a_figure_over_a_printed_x_is_counted(seen: Mapping[str, Seen]) -> None:
    one = seen[OVER_X]
    assert (one.overall, one.has("Biểu 01", "L113")) == (line_of((0, 0, 1, 0)), True)


def test_the_values_that_a_template_stores_are_those_of_its_formulas(everything: All) -> None:
    """Who opens it where nothing is worked out, on a telephone or in a preview, sees the same."""
    wrong = {}
    for name in [name_of(base, changes) for base, changes, *_ in RETURNS]:
        stored = read(everything.written[name], Limits())
        for sheet in stored.sheets:
            now = {one.name: one for one in everything.seen[name].book.sheets}[sheet.name]
            for cell in sheet.formulas:
                row, column = place_of(cell)
                pair = [_at(each.rows, row, column) for each in (sheet, now)]
                if pair[0] != pytest.approx(pair[1]):
                    wrong[name, sheet.name, cell] = pair
    assert wrong == {}


def _at(rows: Sequence[Sequence[Cell]], row: int, column: int) -> Cell:
    return rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else ""
