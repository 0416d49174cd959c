"""Rules: what they say, what must hold, where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sheetcheck.catalogue import Catalogue
from sheetcheck.explain import HEADS, limits, reaches, sentence, told
from sheetcheck.form import Form, Rule
from sheetcheck.reference.entry import Entry, Fact
from sheetcheck.rule import instances
from sheetcheck.text import Text
from sheetcheck.words import FORM, Words

_SAYS: Final = Text(vi="Câu báo", en="Says")


def of_form(form: Form, words: Words) -> tuple[Entry, ...]:
    """The rules of the form itself, one for each code; those of every matrix form are told apart."""
    groups: dict[str, list[Rule]] = {}
    for rule in form.all_rules:
        if rule not in words.catalogue.generic:
            groups.setdefault(rule.code, []).append(rule)
    return tuple(_entry(form, alike, list(limits(form, alike, words)), words) for alike in groups.values())


def generic(catalogue: Catalogue, words: Words) -> tuple[Entry, ...]:
    """The rules of every matrix form, with the forms that have their columns."""
    return tuple(_entry(*_home(rule, catalogue, words), words) for rule in catalogue.generic)


def _home(rule: Rule, catalogue: Catalogue, words: Words) -> tuple[Form, list[Rule], list[str]]:
    one = next(instances(rule))
    forms = [form for form in catalogue.forms.values() if rule in form.rules]
    reached = [form for form in forms if reaches(one, form)]
    home = (reached or forms)[0]
    named = ", ".join(FORM.fill(words.language, {"number": form.number}) for form in reached)
    return home, [rule], [named, *limits(home, [rule], words)]


def _entry(form: Form, alike: Sequence[Rule], where: Sequence[str], words: Words) -> Entry:
    rule = alike[0]
    facts = [Fact(HEADS[head].of(words.language), text) for head, text in told(form, rule, words)]
    facts.append(Fact(HEADS["where"].of(words.language), "; ".join(filter(None, where))))
    facts.append(Fact(HEADS["source"].of(words.language), rule.source))
    said = Fact(_SAYS.of(words.language), sentence(rule.message, form, rule, words))
    return Entry(rule.code, rule.id, words.severity(rule.severity), (said, *facts))
