"""Checking modals (docs.discord.com, components/reference and receiving-and-responding)."""

from tests.local_discord import limits
from tests.local_discord.components import (
    INPUT,
    ROW,
    SELECTS,
    TEXT,
    check_custom_id,
    check_one,
    unique_custom_ids,
)
from tests.local_discord.refusals import Json, Problems
from tests.local_discord.world import walk

LABEL, UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 18, 19, 21, 22, 23
IN_LABEL = (INPUT, *SELECTS, UPLOAD, RADIO, CHECKBOXES, CHECKBOX)


def check_modal(data: Json) -> None:
    """Everything Discord asks of a modal."""
    problems = Problems()
    problems.length("data.title", data.get("title"), limits.MODAL_TITLE, 1)
    check_custom_id(data, "data", problems)
    parts = data.get("components") or []
    problems.between("data.components", len(parts), 1, limits.MODAL_PARTS)
    for index, part in enumerate(parts):
        _part(part, f"data.components.{index}", problems)
    unique_custom_ids(walk(parts), problems)
    problems.settle()


def _part(part: Json, path: str, problems: Problems) -> None:
    kind = part.get("type")
    if kind == LABEL:
        _label(part, path, problems)
    elif kind == ROW:
        _old_row(part, path, problems)
    else:
        check_one(part, path, (TEXT,), problems)


def _old_row(row: Json, path: str, problems: Problems) -> None:
    inner = row.get("components") or []
    fine = len(inner) == 1 and inner[0].get("type") == INPUT
    if problems.check(fine, f"{path}.components", "UNION_TYPE_CHOICES", "one text input"):
        problems.length(f"{path}.label", inner[0].get("label"), limits.LABEL_TEXT, 1)
        _input(inner[0], f"{path}.components.0", problems)


def _label(label: Json, path: str, problems: Problems) -> None:
    problems.length(f"{path}.label", label.get("label"), limits.LABEL_TEXT, 1)
    if label.get("description") is not None:
        problems.length(f"{path}.description", label["description"], limits.LABEL_DESCRIPTION)
    inner = label.get("component") or {}
    place = f"{path}.component"
    kind = inner.get("type")
    if not problems.check(kind in IN_LABEL, place, "UNION_TYPE_CHOICES", f"{kind}"):
        return
    if kind in SELECTS:
        check_one(inner, place, SELECTS, problems)
        return
    check_custom_id(inner, place, problems)
    if kind == INPUT:
        _input(inner, place, problems)
    elif kind == UPLOAD:
        problems.between(
            f"{place}.max_values", inner.get("max_values", 1), 0, limits.UPLOADED_FILES
        )
    elif kind in (RADIO, CHECKBOXES):
        fit = limits.RADIO_OPTIONS if kind == RADIO else limits.CHECKBOX_OPTIONS
        problems.between(f"{place}.options", len(inner.get("options") or []), *fit)


def _input(field: Json, path: str, problems: Problems) -> None:
    check_custom_id(field, path, problems)
    problems.check(field.get("style") in (1, 2), f"{path}.style", "BASE_TYPE_CHOICES", "1 or 2")
    for key, least in (("min_length", 0), ("max_length", 1)):
        if field.get(key) is not None:
            problems.between(f"{path}.{key}", field[key], least, limits.INPUT_VALUE)
    if field.get("value") is not None:
        most = field.get("max_length") or limits.INPUT_VALUE
        problems.length(f"{path}.value", field["value"], most)
    if field.get("placeholder") is not None:
        problems.length(f"{path}.placeholder", field["placeholder"], limits.INPUT_PLACEHOLDER)
