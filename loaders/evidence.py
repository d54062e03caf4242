"""Whether a document can carry what rests on it: it cannot hold what came after it, and an amount needs one."""

from collections.abc import Collection, Mapping

from loaders.dates import first_day, last_day
from loaders.reading import Row, Sheet

_TIMES = ("as_of_start", "as_of_end", "period_start", "period_end", "date", "end_date")


def check_evidence(sheets: Mapping[str, Sheet]) -> None:
    """Every row against its document, and every incident against its amounts and attributions."""
    sources = sheets.get("sources")
    published = {} if sources is None else _dates(sources, "source_id", "published")
    happened = _dates(sheets["incidents"], "incident_id", "date") if "incidents" in sheets else {}
    for sheet in sheets.values():
        beforehand = {
            column.name: codes for column in sheet.table.columns if (codes := column.where("isSaidBeforehand"))
        }
        for row in sheet.rows if sheet is not sources and sheet.has_columns else ():
            text = published.get(row.cells.get("source_id", ""))
            if text and row.is_sound("source_id", *beforehand) and not _is_said_beforehand(row, beforehand):
                _check_row(sheet, row, text, happened)
    _check_documented(sheets)
    _check_ends(sheets)


def _dates(sheet: Sheet, key: str, column: str) -> dict[str, str]:
    sound = (row for row in sheet.rows if row.is_sound(key, column) and row.cells.get(column))
    return {row.cells[key]: row.cells[column] for row in sound if key in row.cells}


def _is_said_beforehand(row: Row, beforehand: Mapping[str, Collection[str]]) -> bool:
    """Whether a document says this of a time to come: deadlines, plans, caps and cuts that a resolution orders."""
    return any(row.cells.get(column) in codes for column, codes in beforehand.items())


def _check_row(sheet: Sheet, row: Row, published: str, happened: Mapping[str, str]) -> None:
    source = row.cells["source_id"]
    for column in _TIMES:
        text = row.cells.get(column)
        if text and row.is_sound(column) and _comes_after(text, published):
            message = f"{source} was published {published}; it cannot hold what happened after that"
            sheet.fault(row, column, "published", message)
            return
    incident = row.cells.get("incident_id", "")
    if incident in happened and row.is_sound("incident_id") and _comes_after(happened[incident], published):
        message = f"{source} was published {published}, before the incident of {happened[incident]}"
        sheet.fault(row, "incident_id", "published", message)


def _comes_after(text: str, published: str) -> bool:
    """A year or a month that is still running when the document appears has begun and is told so far."""
    return first_day(text) > last_day(published)


def _check_documented(sheets: Mapping[str, Sheet]) -> None:
    incidents = sheets.get("incidents")
    if incidents is None or not incidents.has_columns:
        return
    needed = {
        "incident_amounts": "a document for its amount, or no amount",
        "attributions": "somebody who attributes it",
    }
    for name, what in needed.items():
        told = sheets.get(name)
        if told is None or not told.has_columns or any(not row.is_sound("incident_id") for row in told.rows):
            continue
        known = {row.cells["incident_id"] for row in told.rows}
        for row in incidents.rows:
            needs = name == "attributions" or row.cells.get("low") or row.cells.get("high")
            if needs and row.is_sound("incident_id") and row.cells["incident_id"] not in known:
                message = f"{told.table.file} has no row for it; a theft needs {what}"
                incidents.fault(row, "incident_id", "undocumented", message)


def _check_ends(sheets: Mapping[str, Sheet]) -> None:
    """An end of a theft's range is a figure that one of its documents states."""
    incidents, amounts = sheets.get("incidents"), sheets.get("incident_amounts")
    if incidents is None or amounts is None or not incidents.has_columns or not amounts.has_columns:
        return
    if amounts.faults:
        return
    stated: dict[str, set[float]] = {}
    for row in amounts.rows:
        figures = {float(row.cells[end]) for end in ("low", "high") if row.cells.get(end)}
        stated.setdefault(row.cells["incident_id"], set()).update(figures)
    for row in incidents.rows:
        figures = stated.get(row.cells.get("incident_id", ""), set())
        for end in ("low", "high"):
            text = row.cells.get(end)
            if text and figures and row.is_sound("incident_id", end) and float(text) not in figures:
                what = f"no row of {amounts.table.file} states it for this theft"
                incidents.fault(row, end, "undocumented", f"{what}; find its document, or leave the end")
