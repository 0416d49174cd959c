"""`waivers.yaml`: the warnings that an office has accepted, for which unit and period, why and until when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sheetcheck.codes import all_codes
from sheetcheck.codes import definition as D
from sheetcheck.codes import waiver as W
from sheetcheck.document import Entry, mistake, read_document
from sheetcheck.errors import DefinitionError
from sheetcheck.finding import Finding, Severity
from sheetcheck.form import Form, Place, Rule
from sheetcheck.nearest import nearest
from sheetcheck.period import Period, day_of, in_calendar, label_of
from sheetcheck.reason import is_reason
from sheetcheck.shapes import admitted
from sheetcheck.submission import Expected
from sheetcheck.text import Text
from sheetcheck.vocabulary import ALL
from sheetcheck.vocabulary.waivers import WAIVER, WAIVERS

FILE: Final = "waivers.yaml"
_LARGEST: Final = 1_000_000
_NOTHING_READ: Final = (D.NOT_YAML.code, D.NOT_A_MAPPING.code)
_MISTAKES: Final = Text(vi="{file} có {count} lỗi", en="{file} has {count} {count|mistake|mistakes}")
_SEVERITIES: Final = {
    Severity.ERROR: Text(vi="là lỗi", en="it is an error"),
    Severity.INFO: Text(vi="chỉ là thông tin", en="it is information"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One entry. `units` and `periods` are codes and labels, or `all`; `until` is a day or the label of a period."""

    rule: str
    codes: frozenset[str]
    units: tuple[str, ...]
    periods: tuple[str, ...]
    approved_by: str
    why: str
    until: str
    place: Place

    @property
    def where(self) -> str:
        return f"{self.place.file}:{self.place.line}"

    def is_for(self, code: str, unit: str, period: str) -> bool:
        return code in self.codes and _has(self.units, unit) and _has(self.periods, period)

    def covers(self, period: str) -> bool:
        return _has(self.periods, period)

    def is_answered(self, received: Collection[tuple[str, str]]) -> bool:
        """Whether every unit that it names has sent a return of a period that it is for."""
        units = {unit for unit, period in received if self.covers(period)}
        return bool(units) if ALL in self.units else set(self.units) <= units

    def has_lapsed(self, period: Period) -> bool:
        """Whether it ended before the last day of a period. The day on which somebody asks plays no part."""
        last = day_of(self.until) or in_calendar(self.until, period.calendar).end
        return last < period.end


def read_waivers(path: Path, forms: Mapping[str, Form], expected: Expected) -> tuple[Waiver, ...]:
    """The waivers of a file; raises DefinitionError with every mistake in it.

    Units must be those of the round; without a round, those that the register has ever known.
    """
    text = _text(path)
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        return ()
    document, found = read_document(text, path.name)
    listed, wrong = _entries(document)
    mistakes = [_not_waivers(one) if one.code == D.NOT_A_MAPPING.code else one for one in found]
    mistakes += [] if any(one.code in _NOTHING_READ for one in found) else wrong
    waivers, rules = [], _by_name(forms)
    for entry in listed:
        kept, wrong = admitted(entry, WAIVER)
        mistakes += (*wrong, *_wrong(kept, rules, expected))
        if not wrong:
            waivers.append(_waiver(kept, rules))
    mistakes += _twice(waivers)
    if mistakes:
        raise _broken(path, mistakes)
    return tuple(waivers)


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise _broken(path, [mistake(W.TOO_LARGE, Place(path.name, 1), size=size, most=_LARGEST)])
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise _broken(path, [mistake(D.UNREADABLE_FILE, Place(path.name, 1), problem=problem)]) from error


def _entries(document: Entry) -> tuple[tuple[Entry, ...], list[Finding]]:
    """The items under `waivers`; none at all is no mistake."""
    listed = document.fields.get("waivers")
    if listed is not None and len(document.fields) == 1 and listed.value in (None, ()):
        return (), []
    kept, wrong = admitted(document, WAIVERS)
    return (kept.fields["waivers"].items if "waivers" in kept.fields else ()), wrong


def _waiver(entry: Entry, rules: Mapping[str, list[Rule]]) -> Waiver:
    name = str(entry.fields["rule"].value).strip()
    return Waiver(
        rule=name,
        codes=frozenset(rule.code for rule in rules.get(name.upper(), ())),
        units=_several(entry.fields["unit"]),
        periods=tuple(label_of(one) or ALL for one in _values(entry.fields["period"])),
        approved_by=str(entry.fields["approved_by"].value).strip(),
        why=str(entry.fields["why"].value).strip(),
        until=label_of(entry.fields["until"].value) or str(entry.fields["until"].value),
        place=entry.place,
    )


def _values(item: Entry) -> tuple[object, ...]:
    return tuple(one.value for one in item.items) if isinstance(item.value, tuple) else (item.value,)


def _several(item: Entry) -> tuple[str, ...]:
    return tuple(str(value).strip() for value in _values(item))


def _by_name(forms: Mapping[str, Form]) -> Mapping[str, list[Rule]]:
    """Rules by their id and by their code, in capital letters: either may be typed in small ones."""
    found: dict[str, list[Rule]] = {}
    for rule in (rule for form in forms.values() for rule in form.all_rules):
        for name in {rule.id.upper(), rule.code}:
            found.setdefault(name, []).append(rule)
    return found


def _wrong(entry: Entry, rules: Mapping[str, list[Rule]], expected: Expected) -> Iterator[Finding]:
    """What is wrong with the values that are well-formed, whatever other keys of the entry are like."""
    given = entry.fields
    if "rule" in given:
        yield from _wrong_rule(str(given["rule"].value).strip(), entry.place.of("rule"), rules)
    for unit in _several(given["unit"]) if "unit" in given else ():
        if unit != ALL and not _is_known(unit, expected):
            near = ", ".join(nearest(unit, expected.units, most=3)) or "—"
            yield mistake(W.UNKNOWN_UNIT, entry.place.of("unit"), unit=unit, nearest=near)
    why = str(given["why"].value).strip() if "why" in given else ""
    if "why" in given and not is_reason(why):
        yield mistake(W.NO_REASON, entry.place.of("why"), found=why)


def _wrong_rule(name: str, place: Place, rules: Mapping[str, list[Rule]]) -> Iterator[Finding]:
    named = rules.get(name.upper(), [])
    if not named and name.upper() in all_codes():
        yield mistake(W.NOT_A_RULE, place, rule=name.upper())
    elif not named:
        near = ", ".join(nearest(name.upper(), sorted(rules), most=3)) or "—"
        yield mistake(W.UNKNOWN_RULE, place, rule=name, nearest=near)
    elif named[0].severity is not Severity.WARNING:
        yield mistake(W.NOT_A_WARNING, place, rule=name, severity=_SEVERITIES[named[0].severity])


def _is_known(unit: str, expected: Expected) -> bool:
    if expected.units:
        return unit in expected.units
    return expected.register is None or not unit.isdecimal() or bool(expected.register.ever(unit))


def _twice(waivers: Iterable[Waiver]) -> Iterator[Finding]:
    seen: dict[tuple[frozenset[str], str, str], int] = {}
    for one in waivers:
        for key in ((one.codes, unit, period) for unit in one.units for period in one.periods if one.codes):
            if key in seen:
                said = {"rule": one.rule, "unit": key[1], "period": key[2], "other": seen[key]}
                yield mistake(W.WAIVED_TWICE, one.place, **said)
                break
            seen[key] = one.place.line


def _has(some: tuple[str, ...], one: str) -> bool:
    return ALL in some or one in some


def _not_waivers(one: Finding) -> Finding:
    return mistake(W.NOT_WAIVERS, Place(one.file, 1))


def _broken(path: Path, found: Iterable[Finding]) -> DefinitionError:
    listed = tuple(sorted(found, key=lambda one: (int(str(one.params["line"])), one.code)))
    return DefinitionError(listed, _MISTAKES, file=path.name)
