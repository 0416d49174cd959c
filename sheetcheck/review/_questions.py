"""What is asked about a group of statements, and what always holds of its cells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sheetcheck.expression import Name
from sheetcheck.expression.solver import Question
from sheetcheck.expression.tree import Node
from sheetcheck.review._statements import END, IN_ORDER, START, Cells, is_day


def question_on(names: Iterable[Name], nodes: Iterable[Node], cells: Cells) -> tuple[Question, list[Any]]:
    """The question, and its facts: the days of a period are there and in order."""
    named = dict.fromkeys(names)
    days = any(map(is_day, named))
    if days:
        named |= dict.fromkeys((START, END))
    question = Question({name: cells.domain(name) for name in named}, nodes)
    facts = [question.is_known(START), question.is_known(END), question.is_true(IN_ORDER)] if days else []
    return question, facts
