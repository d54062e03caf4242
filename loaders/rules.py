"""Rules over several cells, rows or tables: what the types, keys and links of a descriptor cannot say.

A rule applies to every table that has the columns it speaks of; the names are the same everywhere. `RULES` says each in
one sentence, for the page on method and for whoever meets its id in a list of faults.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from geography.names import iso3_of, meaning
from language.messages import Messages, mark
from loaders.cells import cell_problem
from loaders.codes import OUTCOMES
from loaders.dates import first_day, last_day
from loaders.evidence import check_evidence
from loaders.faults import most_alike, nearest
from loaders.grades import SIGHTINGS
from loaders.likeness import check_likeness
from loaders.reading import Row, Sheet
from loaders.spelling import check_spelling

RULES = Messages(
    {
        "range": mark("The lower end of a range is not above the upper one."),
        "qualifier": mark(
            "exact, about: low equals high; at_least: low only; up_to: high only; range: low < high; none: empty."
        ),
        "share": mark(
            "A share is in percent, says what it is a share of, and is in the share columns, never among money."
        ),
        "unit": mark("A measure is stated in one of the units that the descriptor lists for it."),
        "period": mark("A period does not end before it starts."),
        "year": mark("The year of a claim lies in its period and is not in the future."),
        "key": mark("No two rows have the same key."),
        "duplicate-row": mark("No two rows say the same under different ids."),
        "empty-column": mark("A column holds a value in at least one row."),
        "link": mark("What a row points to is there."),
        "amount": mark("What a document says was taken in a theft lies within the range that the incident keeps."),
        "outcome": mark(
            "What an incident says was recovered or frozen is the amount of a recovery, seizure or freeze of it."
        ),
        "unused": mark("Every source is used by some row."),
        "grade": mark("A grade is one that the trail of pages carries through which the document was read."),
        "sighting": mark(
            "Every source has a page through which it was read; one for a single row names a row that rests on it."
        ),
        "no-outline": mark("Every jurisdiction has an outline or a point on the map."),
        "published": mark(
            "A document cannot hold what happened after it appeared; deadlines, plans and caps excepted."
        ),
        "undocumented": mark(
            "Each end of a theft is a figure that a document states, and every theft has an attribution."
        ),
        "money": mark(
            "A sum in dollars is whole or to the cent, not below 100 dollars unless confirmed; a count is whole."
        ),
        "spelling": mark(
            "A publisher, estimator, attributor, service, actor, network, asset or vector has one spelling."
        ),
        "near-name": mark(
            "No such name is one letter from another one, or a form of one, such as its initials, unless confirmed."
        ),
        "named": mark("A name that a row lists stands, once, in the words of the row that it is taken from."),
        "script": mark("A name that is counted or grouped by is in Latin letters, unless that is confirmed."),
        "same-name": mark("No two places have the same name."),
        "same-claim": mark(
            "No two rows state the same figure about the same thing and time, unless that is confirmed."
        ),
        "other-value": mark("No source states two figures about the same thing and time, unless that is confirmed."),
        "same-document": mark(
            "No two documents of a publisher share a title, or their time and address, unless that is confirmed."
        ),
        "same-event": mark(
            "No two events of one lane, or steps of one theft, share time and place or sum, unless confirmed."
        ),
        "same-theft": mark("No two thefts have the same victim or sum within a day, unless that is confirmed."),
        "confirmed": mark("What is confirmed speaks of rows that are there."),
        "own-file": mark(
            "A file of own rows has the name of a table of the record; corrections are made in the record alone."
        ),
        "own-page": mark("An own page through which a document of the record was read serves an own row."),
        "drift": mark(
            "A record that replaces another while it is shown differs little from it, or says that it is meant."
        ),
        "correction": mark("A correction names a cell that is there and quotes what is in it."),
    }
)

BETWEEN = frozenset(
    ["link", "amount", "outcome", "unused", "grade", "sighting", "published", "undocumented", "correction", "confirmed"]
)
"""Rules over several tables: what they find may follow from a fault of one of them."""

CORRECTIONS = "corrections"
"""The table of corrections, which no correction may change."""

Ends = tuple[str, str]
_NUMBERS: tuple[Ends, ...] = (("low", "high"), ("share_low", "share_high"))
_PERIODS: tuple[Ends, ...] = (("as_of_start", "as_of_end"), ("period_start", "period_end"), ("date", "end_date"))


def check_cells(sheet: Sheet, today: date) -> None:
    """Every cell by itself; what stands in many cells of a column is judged once."""
    problem_of = cache(lambda name, text: cell_problem(sheet.table.by_name[name], text, today))
    for row in sheet.rows:
        if row.is_whole:
            for name, text in row.cells.items():
                if problem := problem_of(name, text):
                    sheet.fault(row, name, *problem)


def check_rows(sheet: Sheet, today: date) -> None:
    """The cells of one row against each other."""
    for row in sheet.rows:
        _check_numbers(sheet, row)
        _check_units(sheet, row)
        _check_sums(sheet, row)
        _check_time(sheet, row, today)


def _check_numbers(sheet: Sheet, row: Row) -> None:
    """The qualifier speaks of the money where there is some, else of the share; either pair must be in order."""
    pairs = [ends for ends in _NUMBERS if set(ends) <= set(sheet.table.labels)]
    if not pairs or not row.is_sound("qualifier", *(name for ends in pairs for name in ends)):
        return
    filled = [ends for ends in pairs if row.cells[ends[0]] or row.cells[ends[1]]]
    for low, high in filled:
        if row.cells[low] and row.cells[high] and float(row.cells[low]) > float(row.cells[high]):
            values = f"{row.cells[low]} > {row.cells[high]}"
            sheet.fault(row, low, "range", f"{low} must not be above {high}", values)
            return
    if "qualifier" not in sheet.table.labels:
        return
    (low, high), qualifier = (filled or pairs)[0], row.cells["qualifier"]
    if problem := _qualifier_problem(qualifier, row.cells[low], row.cells[high]):
        values = f"{qualifier}, {low} {row.cells[low] or 'empty'}, {high} {row.cells[high] or 'empty'}"
        sheet.fault(row, "qualifier", "qualifier", f"{qualifier} asks for {problem}", values)


def _qualifier_problem(qualifier: str, low: str, high: str) -> str:
    """What the qualifier asks for, when the two ends do not give it."""
    holds, asked = {
        "exact": (bool(low) and low == high, "low and high filled and equal"),
        "about": (bool(low) and low == high, "low and high filled and equal"),
        "at_least": (bool(low) and not high, "low only"),
        "up_to": (bool(high) and not low, "high only"),
        "range": (bool(low and high) and low != high, "both ends, low below high"),
        "none": (not low and not high, "both ends empty"),
    }.get(qualifier, (True, ""))
    return "" if holds else asked


def _check_units(sheet: Sheet, row: Row) -> None:
    labels, cells = sheet.table.labels, row.cells
    units = sheet.table.units_by_measure.get(cells.get("measure", ""))
    if units and "unit" in labels and row.is_sound("measure", "unit") and cells["unit"] not in units:
        sheet.fault(row, "unit", "unit", f"{cells['measure']} is stated in {' or '.join(units)}")
    if "share_low" not in labels or not row.is_sound("low", "high", "share_low", "share_high", "share_of"):
        return
    if units == ["percent"] and (cells["low"] or cells["high"]):
        column = "low" if cells["low"] else "high"
        sheet.fault(row, column, "share", "a share stands in share_low and share_high, never among money")
    if "share_of" in labels and bool(cells["share_of"]) != bool(cells["share_low"] or cells["share_high"]):
        sheet.fault(row, "share_of", "share", "a share and what it is a share of stand together or not at all")


def _check_sums(sheet: Sheet, row: Row) -> None:
    """A point that parted thousands has become a decimal one: 1.234 dollars, 1.234 persons."""
    unit = row.cells.get("unit", "")
    said, key = sheet.table.category("unit", unit), "/".join(sheet.table.key_of(row.cells))
    for column in sheet.table.columns:
        text = row.cells.get(column.name)
        if not text or not column.is_numeric or not row.is_sound(column.name, "unit"):
            continue
        is_share = column.name.startswith("share_")
        is_money = column.unit.startswith("USD") or (said.get("kind") == "money" and not is_share)
        parts = text.partition(".")[2]
        plain = text.replace(".", "").lstrip("0") or "0"
        both = f"{text} or {plain}" if len(parts) == 3 else f"{text} or a sum in thousands or millions"
        least = 1000 if parts else 100  # only what is stated to the cent has decimals, and that is no small sum
        is_odd = len(parts) > 2 or (not said.get("saidAfter") and (len(parts) == 1 or 0 < float(text) < least))
        if is_money and is_odd and not sheet.table.is_confirmed("money", key):
            asked = f"is {both if parts else text} meant?"
            message = f"{asked} a sum is in whole dollars or to the cent, and hardly one is below 100"
            sheet.fault(row, column.name, "money", f"{message}; if it is, confirm the row in the descriptor")
        elif is_share and (len(parts) > 2 or 0 < float(text) < 1) and not sheet.table.is_confirmed("share", key):
            asked = f"a share is in percent; is {round(float(text) * 100, 4):g} meant, or {round(float(text), 2):g}?"
            sheet.fault(row, column.name, "share", f"{asked} If neither is, confirm the row in the descriptor")
        elif parts and said.get("isWhole"):
            sheet.fault(
                row, column.name, "money", f"{unit} are counted in whole numbers; is {text.replace('.', '')} meant?"
            )


def _check_time(sheet: Sheet, row: Row, today: date) -> None:
    for start, end in _PERIODS:
        first, last = row.cells.get(start), row.cells.get(end)
        if first and last and row.is_sound(start, end) and first_day(first) > last_day(last):
            sheet.fault(row, start, "period", f"{start} must not be after {end}", f"{first} > {last}")
    if row.cells.get("year") and row.is_sound("year"):
        year = int(row.cells["year"])
        if year > today.year:
            sheet.fault(row, "year", "year", f"the year lies in the future; at most {today.year} is expected")
        elif row.is_sound("period_start", "period_end") and not _lies_in_period(year, row):
            period = f"{row.cells['period_start']} to {row.cells['period_end']}"
            sheet.fault(row, "year", "year", f"the year lies outside the period {period}")


def _lies_in_period(year: int, row: Row) -> bool:
    start, end = row.cells.get("period_start"), row.cells.get("period_end")
    return not (start and first_day(start).year > year) and not (end and last_day(end).year < year)


def check_table(sheet: Sheet) -> None:
    """The rows of one table against each other: keys, repeated rows, columns without any value."""
    table, rows = sheet.table, [row for row in sheet.rows if row.is_whole]
    for columns in [table.key, *((c.name,) for c in table.columns if c.unique and (c.name,) != table.key)]:
        seen: dict[tuple[str, ...], Row] = {}
        for row in rows:
            key = tuple(row.cells[name] for name in columns)
            if key in seen and row.is_sound(*columns):
                differing = [name for name in table.labels if row.cells[name] != seen[key].cells[name]]
                contrast = f"they differ in {', '.join(differing)}" if differing else "they are equal throughout"
                both = f"rows {seen[key].number} and {row.number}"
                if seen[key].file != row.file:
                    both = f"{seen[key].place} and {row.place}"
                message = f"{both} have the same {' + '.join(columns)}; {contrast}"
                sheet.fault(row, columns[0], "key", message, "/".join(key))
            seen.setdefault(key, row)
    _check_repeats(sheet, rows)
    is_whole = sheet.is_read and len(sheet.rows) >= table.minimum_rows
    for name in table.labels if rows and is_whole else ():
        if not any(row.cells[name] for row in rows):
            sheet.fault(None, name, "empty-column", "no row has a value here; fill the column or drop it")


def _check_repeats(sheet: Sheet, rows: list[Row]) -> None:
    """Rows that are alike in all but their id; where the key is not an id, two alike would share the key."""
    beyond = [name for name in sheet.table.labels if name not in sheet.table.key]
    if len(sheet.table.key) > 1 or not beyond:
        return
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        first = seen.setdefault(tuple(row.cells[name] for name in beyond), row)
        if first is not row and row.is_sound(*sheet.table.key):
            key = sheet.table.key[0]
            message = f"{first.place} ({first.cells[key]}) says the same in every other column"
            sheet.fault(row, key, "duplicate-row", message)


def check_links(sheets: Mapping[str, Sheet], drawn: Mapping[str, set[str] | None]) -> None:
    """The tables against each other: links, lists of codes, rows that nothing uses, places that the map cannot draw.

    `drawn` holds for a table the keys known to the file it is drawn from; nothing when that file could not be read.
    """
    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sheet in sheets.values():
        for column, target, name in _links(sheet, sheets):
            choices = {row.cells[name] for row in target.rows if name in row.cells}
            for row in sheet.rows:
                text = row.cells.get(column, "")
                values = text.split(";") if column != name and column.endswith("_list") else [text]
                if sheet.table.name != SIGHTINGS:
                    used[target.table.name].update(values)
                missing = [value for value in values if value and value not in choices]
                if missing and target.has_columns and row.is_sound(column):
                    hint = _place_hint(missing[0], choices) if "iso3" in name else _key_hint(missing[0], choices)
                    sheet.fault(row, column, "link", f"not in {target.table.file}{hint}", missing[0])
    _check_amounts(sheets)
    check_evidence(sheets)
    check_spelling(sheets)
    check_likeness(sheets)
    _check_outcomes(sheets)
    unread = {link.table for sheet in sheets.values() if not _is_read(sheet) for link in sheet.table.links}
    for sheet in sheets.values():
        # What a table that could not be read would use is not unused.
        if sheet.table.name not in unread:
            _check_used(sheet, used[sheet.table.name])
        _check_drawn(sheet, drawn.get(sheet.table.name))


def _is_read(sheet: Sheet) -> bool:
    """Whether every row of a table was read, with every cell that points to another table."""
    links = {link.column for link in sheet.table.links}
    return sheet.is_read and not any(fault.column in links for fault in sheet.faults)


def _links(sheet: Sheet, sheets: Mapping[str, Sheet]) -> Iterator[tuple[str, Sheet, str]]:
    """Column, target sheet and target column of each link; a column x_list links like the key x it lists."""
    for link in sheet.table.links:
        yield link.column, sheets[link.table], link.target
    for column in sheet.table.labels:
        for target in sheets.values():
            if column.endswith("_list") and target.table.key == (column.removesuffix("_list"),):
                yield column, target, target.table.key[0]


def _check_amounts(sheets: Mapping[str, Sheet]) -> None:
    """The range of an incident spans what all its documents say, so none of them may lie outside."""
    incidents, amounts = sheets.get("incidents"), sheets.get("incident_amounts")
    if incidents is None or amounts is None or incidents.faults or not amounts.has_columns:
        return
    spans = {row.cells["incident_id"]: (row.cells["low"], row.cells["high"]) for row in incidents.rows}
    for row in amounts.rows:
        low, high = spans.get(row.cells.get("incident_id", ""), ("", ""))
        for column in ("low", "high"):
            text = row.cells.get(column)
            if not text or not row.is_sound("incident_id", column):
                continue
            if (low and float(text) < float(low)) or (high and float(text) > float(high)):
                message = f"{incidents.table.file} has {low or 'no low end'} to {high or 'no high end'} for this theft"
                amounts.fault(row, column, "amount", message)


def _check_outcomes(sheets: Mapping[str, Sheet]) -> None:
    """The sum that an incident keeps has a document only through an event: one of OUTCOMES with its amount."""
    incidents, events = sheets.get("incidents"), sheets.get("laundering")
    if incidents is None or events is None or not incidents.has_columns or events.faults:
        return
    kind = events.table.by_name["kind"]
    telling = [value for outcome in OUTCOMES for value in kind.where("outcome", outcome)]
    told = {
        (row.cells.get("incident_id"), float(row.cells["amount"]))
        for row in events.rows
        if row.cells.get("amount") and row.is_sound("amount") and row.cells.get("kind") in telling
    }
    for row in incidents.rows:
        amount = row.cells.get("recovered_or_frozen")
        if amount and row.is_sound("incident_id", "recovered_or_frozen"):
            theft = row.cells["incident_id"]
            if (theft, float(amount)) not in told:
                message = f"{events.table.file} has no {' or '.join(telling)} of {theft} with this amount"
                incidents.fault(row, "recovered_or_frozen", "outcome", message, amount)


def _key_hint(text: str, known: set[str]) -> str:
    """The key that is a slip apart; keys of one year or topic look alike, and none of them is offered for another."""
    close = most_alike(text, known, 88)
    return f"; did you mean {close!r}?" if close else ""


def _place_hint(text: str, known: set[str]) -> str:
    """What a code or a name that is not in the table of places stands for; never a place whose letters look alike."""
    code, said = iso3_of(text), meaning(text)
    add = "; a row for it is to be added there" if code and code not in known else ""
    return f"; {said}{add}" if said else ""


def _check_used(sheet: Sheet, used: Counter[str]) -> None:
    for row in sheet.rows if sheet.table.every_row_used else ():
        key = sheet.table.key[0]
        if row.cells.get(key) and not used[row.cells[key]]:
            sheet.fault(row, key, "unused", "no row of any table uses it")


def _check_drawn(sheet: Sheet, drawn: set[str] | None) -> None:
    for row in sheet.rows if drawn is not None else ():
        key = sheet.table.key[0]
        if row.cells.get(key) and drawn is not None and row.cells[key] not in drawn and row.is_sound(key):
            message = f"{sheet.table.drawn_from} has no such place; it would vanish from the map"
            sheet.fault(row, key, "no-outline", message)


def apply_corrections(sheets: Mapping[str, Sheet]) -> None:
    """Put the used value where a correction says so and mark the row. The key of a row is its cells joined by `/`."""
    corrections = sheets.get(CORRECTIONS)
    if corrections is None or not corrections.has_columns:
        return
    for correction in corrections.rows:
        if not correction.is_sound(*corrections.table.labels):
            continue
        cells = correction.cells
        target = sheets.get(cells["table"]) if cells["table"] != CORRECTIONS else None
        if target is None:
            tables = [table for table in sheets if table != CORRECTIONS]
            message = f"no table of this name{nearest(cells['table'], tables)}"
            corrections.fault(correction, "table", "correction", message)
            continue
        rows = {"/".join(target.table.key_of(row.cells)): row for row in target.rows}
        row = rows.get(cells["key"])
        if row is None and not target.is_read:
            continue
        labels = [label for label in target.table.labels if label not in target.table.key]
        if row is None:
            message = f"{target.table.file} has no row of this key{nearest(cells['key'], rows)}"
            corrections.fault(correction, "key", "correction", message)
        elif cells["column"] not in labels:
            message = f"{target.table.file} has no such column beside its key{nearest(cells['column'], labels)}"
            corrections.fault(correction, "column", "correction", message)
        elif row.cells.get(cells["column"]) != cells["printed"]:
            message = f"{target.table.file} row {row.number} holds {row.cells.get(cells['column'])!r}"
            corrections.fault(correction, "printed", "correction", message)
        elif cells["used"] == cells["printed"]:
            corrections.fault(correction, "used", "correction", "the correction changes nothing")
        else:
            row.cells[cells["column"]] = cells["used"]
            row.is_corrected = True
