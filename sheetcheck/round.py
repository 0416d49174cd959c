"""One collection in a folder: what is collected, from whom, by when; outbox, inbox and results."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from sheetcheck.errors import SheetcheckError
from sheetcheck.finding import Finding
from sheetcheck.form import Form, Level, Profile, Scope
from sheetcheck.identity import Identity, issued_layouts, nobody
from sheetcheck.office import deadline_of
from sheetcheck.output import make_folder, write_file
from sheetcheck.period import Calendar, Period, parse_period
from sheetcheck.submission import Expected
from sheetcheck.text import LANGUAGES, Language, Text
from sheetcheck.unit_list import COLUMNS, read_units
from sheetcheck.units import LEVELS, Register, Unit

FILE = "round.toml"
UNITS = "units.csv"
_KEYS = ("title", "level", "period", "calendar", "deadline", "language", "profile", "scope", "forms", "previous")
_BROKEN = Text(vi="{file}, dòng {line}: {problem}", en="{file}, line {line}: {problem}")
_NO_ROUND = Text(
    vi="{folder} không phải thư mục đợt báo cáo (không có round.toml); tạo bằng 'sheetcheck init'",
    en="{folder} is not a round (it has no round.toml); make one with 'sheetcheck init'",
)
_HEAD = Text(
    vi="# Đợt báo cáo; sửa bằng trình soạn thảo văn bản (Notepad). Danh sách đơn vị ở units.csv.\n"
    "# profile: full (mọi chỉ tiêu) hoặc core (chỉ tiêu cốt lõi). scope: own (phần của chính đơn vị) hoặc consolidated "
    "(gồm cả cấp dưới). Bớt biểu: xóa dòng của biểu đó.",
    en="# A round; edit it with a text editor. The units are in units.csv.\n"
    "# profile: full (all rows) or core (core rows). scope: own (the unit's own part) or consolidated (with all units "
    "below it). To leave out a form, delete its line.",
)
_NOTHING_BELOW = Text(
    vi="xã không có cấp dưới nên không có báo cáo tổng hợp; dùng scope own",
    en="communes have no units below them, so there are no consolidated returns of them; use scope own",
)
_OWN_TITLE = Text(vi="{name}: báo cáo cấp {level}, {period}", en="{name}: {level} returns, {period}")
_WHOLE_TITLE = Text(
    vi="{name}: báo cáo tổng hợp cấp {level}, {period}", en="{name}: consolidated {level} returns, {period}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A folder with `round.toml` and `units.csv`. `units`: code -> (name, receiving office).

    `forms` are the numbers of the forms asked for, all of the level's when empty.
    `previous` are where the returns of earlier periods are.
    `notes` are what was noticed in `units.csv` and stops nothing.
    """

    folder: Path
    title: str
    level: Level
    period: Period
    deadline: str
    language: Language
    units: Mapping[str, tuple[str, str]]
    profile: Profile = Profile.FULL
    scope: Scope = Scope.OWN
    forms: tuple[str, ...] = ()
    notes: tuple[Finding, ...] = ()
    previous: tuple[Path, ...] = ()

    @property
    def outbox(self) -> Path:
        return self.folder / "outbox"

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def results(self) -> Path:
        return self.folder / "results"

    def expected(self, register: Register | None) -> Expected:
        names = {code: name for code, (name, _) in self.units.items()}
        return Expected(
            units=names,
            level=self.level,
            period=self.period,
            register=register,
            profile=self.profile,
            scope=self.scope,
            forms=self.forms,
        )

    def resolved(self, forms: Mapping[str, Form]) -> Round:
        """The round against the catalogue: all forms of the level asked for is the same as none named.

        Raises SheetcheckError for a number under `forms` that the catalogue does not have.
        """
        known = {form.number: form for form in forms.values()}
        for number in self.forms:
            if number not in known:
                text = _read(self.folder / FILE)
                problem = Text(
                    vi=f"không có biểu '{number}'; các biểu hiện có: {', '.join(known)}",
                    en=f"there is no form '{number}'; the forms are: {', '.join(known)}",
                )
                raise _broken(text, "forms", problem)
        whose = nobody(self.level, self.period, self.scope)
        issued = {layout.form.number for layout in issued_layouts(known.values(), whose)}
        return replace(self, forms=() if issued <= set(self.forms) else tuple(sorted(self.forms)))

    def identity(self, code: str, digest: str, mark: str = "") -> Identity:
        """Whose template a unit gets; raises SheetcheckError for a unit that is not in the round."""
        if code not in self.units:
            raise SheetcheckError(
                Text(
                    vi="đơn vị {unit} không có trong units.csv của đợt báo cáo",
                    en="unit {unit} is not in the round's units.csv",
                ),
                unit=code,
            )
        name, receiver = self.units[code]
        return Identity(
            unit=code,
            unit_name=name,
            level=self.level,
            period=self.period,
            scope=self.scope,
            profile=self.profile,
            forms=self.forms,
            language=self.language,
            digest=digest,
            receiver=receiver,
            deadline=self.deadline,
            mark=mark,
        )


def is_round(folder: Path) -> bool:
    return (folder / FILE).is_file()


def load_round(folder: Path, register: Register | None = None) -> Round:
    """The round of a folder; raises SheetcheckError that names file and line of what is wrong.

    With a register the units are compared with it, as they are on the period's last day.
    """
    if not is_round(folder):
        raise SheetcheckError(_NO_ROUND, folder=str(folder))
    text = _read(folder / FILE)
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SheetcheckError(_BROKEN, file=FILE, line=_line_of(error), problem=str(error)) from error
    for key in said:
        if key not in _KEYS:
            known = ", ".join(_KEYS)
            raise _broken(
                text,
                key,
                Text(
                    vi=f"không có khóa '{key}'; các khóa: {known}", en=f"there is no key '{key}'; the keys are: {known}"
                ),
            )
    if said.get("language", "vi") not in ("vi", "en"):
        raise _broken(text, "language", Text(vi="language phải là vi hoặc en", en="language must be vi or en"))
    level = _value(said, text, "level")
    if level not in tuple(Level):
        raise _broken(
            text,
            "level",
            Text(vi="level phải là commune, district hoặc province", en="level must be commune, district or province"),
        )
    calendar = said.get("calendar", Calendar.ADMINISTRATIVE)
    if calendar not in tuple(Calendar):
        raise _broken(
            text,
            "calendar",
            Text(
                vi="calendar phải là administrative, statistical hoặc custom",
                en="calendar must be administrative, statistical or custom",
            ),
        )
    try:
        period = parse_period(_value(said, text, "period"), Calendar(calendar))
    except SheetcheckError as error:
        raise _broken(text, "period", _sentence(error)) from error
    listed = read_units(folder / UNITS, register, period.end, Level(level))
    return Round(
        folder=folder,
        title=str(said.get("title", folder.name)),
        level=Level(level),
        period=period,
        deadline=_deadline(said, text, Level(level), period),
        language="en" if said.get("language") == "en" else "vi",
        units=listed.units,
        notes=listed.notes,
        profile=_profile(said, text),
        scope=_scope(said, text, Level(level)),
        forms=_forms(said, text),
        previous=_previous(said, text, folder),
    )


def round_title(name: Text, level: Level, period: Period, scope: Scope, language: Language) -> str:
    """What is collected, from whom and of when: `Tỉnh Lạng Sơn: báo cáo cấp xã, 6 tháng đầu năm 2026`."""
    when = period.title.of(language)
    said = {"name": name, "level": LEVELS[level], "period": f"{when[:1].lower()}{when[1:]}"}
    return (_WHOLE_TITLE if scope is Scope.CONSOLIDATED else _OWN_TITLE).fill(language, said)


def fitting_scope(scope: Scope, level: Level) -> Scope:
    """Raises SheetcheckError for consolidated returns of communes: there is nothing below to add up."""
    if scope is Scope.CONSOLIDATED and level is Level.COMMUNE:
        raise SheetcheckError(_NOTHING_BELOW)
    return scope


def _deadline(said: Mapping[str, object], text: str, level: Level, period: Period) -> str:
    try:
        return deadline_of(str(said["deadline"]), level, period) if said.get("deadline") else ""
    except SheetcheckError as error:
        raise _broken(text, "deadline", _sentence(error)) from error


def _scope(said: Mapping[str, object], text: str, level: Level) -> Scope:
    stated = said.get("scope", Scope.OWN)
    if stated not in tuple(Scope):
        raise _broken(
            text, "scope", Text(vi="scope phải là own hoặc consolidated", en="scope must be own or consolidated")
        )
    try:
        return fitting_scope(Scope(str(stated)), level)
    except SheetcheckError as error:
        raise _broken(text, "scope", _sentence(error)) from error


def _profile(said: Mapping[str, object], text: str) -> Profile:
    stated = said.get("profile", Profile.FULL)
    if stated not in tuple(Profile):
        raise _broken(text, "profile", Text(vi="profile phải là full hoặc core", en="profile must be full or core"))
    return Profile(str(stated))


def _forms(said: Mapping[str, object], text: str) -> tuple[str, ...]:
    stated = said.get("forms", [])
    if not isinstance(stated, list) or not all(isinstance(number, str) for number in stated):
        problem = Text(vi='forms phải là danh sách như ["01", "03"]', en='forms must be a list such as ["01", "03"]')
        raise _broken(text, "forms", problem)
    return tuple(stated)


def _previous(said: Mapping[str, object], text: str, folder: Path) -> tuple[Path, ...]:
    """One path or several, seen from the round's folder."""
    stated = said.get("previous", [])
    listed = [stated] if isinstance(stated, str) else stated
    if not isinstance(listed, list) or not all(isinstance(path, str) and path for path in listed):
        problem = Text(
            vi='previous phải là một đường dẫn hoặc danh sách như ["../2024-H1", "../2024"]',
            en='previous must be a path or a list such as ["../2024-H1", "../2024"]',
        )
        raise _broken(text, "previous", problem)
    return tuple(folder / path for path in listed)


def create_round(
    folder: Path,
    *,
    title: str,
    units: Mapping[Unit, str],
    period: Period,
    forms: Mapping[str, str] = MappingProxyType({}),
    profile: Profile = Profile.FULL,
    scope: Scope = Scope.OWN,
    language: Language = "vi",
    deadline: str = "",
) -> Round:
    """A new round in a folder that has none; everything in it may be edited afterwards.

    `units`: each unit and the office that receives its return. `forms`: numbers and titles of the forms asked for.
    Raises SheetcheckError for a deadline that is no day and for a scope that the level does not have.
    """
    if is_round(folder):
        raise SheetcheckError(
            Text(vi="{folder} đã là một đợt báo cáo", en="{folder} already is a round"), folder=str(folder)
        )
    level = next(iter(units)).level
    made = Round(
        folder=folder,
        title=title,
        level=level,
        period=period,
        deadline=deadline_of(deadline, level, period),
        language=language,
        units={unit.code: (unit.name.of(language), office) for unit, office in units.items()},
        profile=profile,
        scope=fitting_scope(scope, level),
        forms=tuple(forms),
    )
    for part in (made.outbox, made.inbox, made.results):
        make_folder(part)
    write_file(folder / UNITS, _units_csv(made).encode("utf-8-sig"), force=False)
    write_file(folder / FILE, _round_toml(made, forms).encode(), force=False)
    return made


def _round_toml(made: Round, titles: Mapping[str, str]) -> str:
    """A line a key; the forms one below the other with their titles, so that one is easily left out."""
    lines = {
        "title": made.title,
        "level": made.level,
        "period": made.period.label,
        "calendar": made.period.calendar,
        "deadline": made.deadline,
        "language": made.language,
        "profile": made.profile,
        "scope": made.scope,
    }
    quoted = "\n".join(f'{key} = "{_escaped(str(value))}"' for key, value in lines.items())
    forms = "".join(f'  "{number}",  # {_escaped(titles.get(number, ""))}\n' for number in made.forms)
    listed = f"forms = [\n{forms}]\n" if forms else ""
    return f"{_HEAD.of(made.language)}\n{quoted}\n{listed}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")


def _units_csv(made: Round) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((code, *rest) for code, rest in made.units.items())
    return out.getvalue()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problem = Text(vi=f"không đọc được tệp ({error})", en=f"the file cannot be read ({error})")
        raise SheetcheckError(_BROKEN, file=path.name, line=1, problem=problem) from error


def _sentence(error: SheetcheckError) -> Text:
    return Text(*(error.message.fill(language, error.params) for language in LANGUAGES))


def _value(said: Mapping[str, object], text: str, key: str) -> str:
    if key not in said:
        raise _broken(text, key, Text(vi=f"thiếu '{key}'", en=f"'{key}' is missing"))
    return str(said[key])


def _broken(text: str, key: str, problem: Text) -> SheetcheckError:
    line = next((i for i, one in enumerate(text.splitlines(), start=1) if one.split("=")[0].strip() == key), 1)
    return SheetcheckError(_BROKEN, file=FILE, line=line, problem=problem)


def _line_of(error: tomllib.TOMLDecodeError) -> int:
    """The decoder says the line in its sentence."""
    words = str(error).replace(",", " ").split()
    return int(words[words.index("line") + 1]) if "line" in words else 1
