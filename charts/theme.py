"""The one place for colours, wording and the frame every figure shares.

No colour literal and no number format lives elsewhere. Both palettes are checked by test: text has a contrast
of at least 4.5:1 on its paper, a mark at least 3:1.
"""

import calendar
import html
import math
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import pandas as pd
from babel import Locale

from charts import figure as go

Mode = Literal["light", "dark"]
Cell = Any  # a cell of a frame: what pandas keeps in one, a missing value included, has no type that can be named

SERIF = "'Source Serif', Georgia, serif"
SANS = "'Source Sans', Helvetica, Arial, sans-serif"

BOUNDARY_NOTE = "Outlines: Natural Earth. Shapes and names take no position on the status of any territory."


@dataclass(frozen=True)
class Palette:
    """Colours of one theme. `status` maps each status of a host jurisdiction to its light fill."""

    name: Mode
    paper: str
    panel: str
    ink: str
    muted: str
    hairline: str
    land: str
    border: str
    people: str  # marks for workers, and what is active
    money: str  # marks for money
    ghost: str  # earlier editions, and what is out of the selection
    hatch: str  # the pattern that tells two fills apart in grey print
    status: dict[str, str] = field(default_factory=dict)
    strength: dict[str, str] = field(default_factory=dict)


LIGHT = Palette(
    name="light",
    paper="#FBF9F4",
    panel="#F3EFE6",
    ink="#16202B",
    muted="#5A646E",
    hairline="#E3DED4",
    land="#E9E4DA",
    border="#FBF9F4",
    people="#B5371F",
    money="#27517A",
    ghost="#7E8C99",
    hatch="#7C7668",
    status={
        "reported_after_deadline": "#E2B7A6",
        "reported_gone": "#F3EEE2",
        "reported_none": "#F3EEE2",
        "reported_before_deadline": "#B9C7D3",
        "listed_2018_only": "#D9CFB8",
        "no_claim": "#E9E4DA",
    },
    strength={"formal": "#16202B", "assessed": "#27517A", "suspected": "#7790A7", "disputed": "#B5371F"},
)
DARK = Palette(
    name="dark",
    paper="#14181D",
    panel="#1D232A",
    ink="#ECE7DC",
    muted="#A9B0B7",
    hairline="#303840",
    land="#2A3138",
    border="#14181D",
    people="#F0795A",
    money="#7FB0DB",
    ghost="#6F7C89",
    hatch="#9C9484",
    status={
        "reported_after_deadline": "#6B3A2E",
        "reported_gone": "#1F252B",
        "reported_none": "#1F252B",
        "reported_before_deadline": "#35506A",
        "listed_2018_only": "#4E4734",
        "no_claim": "#2A3138",
    },
    strength={"formal": "#ECE7DC", "assessed": "#7FB0DB", "suspected": "#6E8CA8", "disputed": "#F0795A"},
)
PALETTES: dict[Mode, Palette] = {"light": LIGHT, "dark": DARK}
CLEAR = "rgba(0,0,0,0)"


def veil(colour: str, opacity: float) -> str:
    """A colour of a palette, thinned: `opacity` from 0 to 1."""
    return f"rgba({','.join(map(str, red_green_blue(colour)))},{opacity})"


def red_green_blue(colour: str) -> tuple[int, int, int]:
    """The parts of a colour of a palette, each from 0 to 255."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


STATUS_WORDS = {
    "reported_after_deadline": "Workers reported after the deadline",
    "reported_gone": "Reported gone",
    "reported_none": "None reported, none known before",
    "reported_before_deadline": "Reported before the deadline only",
    "listed_2018_only": "Named in the 2018 advisory only",
    "no_claim": "No claim in the record",
}
MEASURE_WORDS = {
    "present": "workers present",
    "remaining": "workers remaining",
    "repatriated": "workers sent home",
    "entered": "border entries",
    "registered": "newcomers registered",
    "visas_issued": "visas issued",
    "work_permits": "work permits",
    "stock_difference": "difference between two counts",
}
IT_MEASURE_WORDS = {
    "it_workers_abroad": "IT workers abroad",
    "it_workers_all": "IT workers abroad and at home",
    "it_workers_home": "IT workers in the DPRK",
    "it_workers_contracted": "IT workers under contract",
    "it_workers_employed_by_firms": "IT workers of named firms",
    "host_countries": "host countries",
    "cyber_personnel": "cyber personnel (not IT workers)",
    "ict_students": "students of computing",
    "ict_universities": "universities that teach computing",
    "ict_programmes": "degree programmes in computing",
    "programme_revenue": "yearly income of the whole programme",
    "case_revenue": "income in single cases",
    "firm_revenue": "income of single firms",
    "wages_paid": "salaries paid in a case",
    "facilitator_fees": "pay of helpers",
    "funds_moved": "money moved in single cases",
    "wages_laundered": "wages in laundered money",
    "stolen_by_worker": "thefts from an employer",
    "earnings_per_worker": "earnings of one worker",
    "earnings_per_team": "earnings of a team together",
    "earnings_quota": "earnings a worker is ordered to make",
    "pay_ratio": "pay against other labourers abroad",
    "wage_share_withheld": "share of earnings that goes to the state",
    "wage_remitted": "sum one worker pays to the state",
    "wage_kept": "sum left to one worker",
    "companies_infiltrated": "companies that hired a worker",
    "companies_applied_to": "companies that received applications",
    "victim_damage": "losses of deceived companies",
    "incidents_investigated": "cases one security firm worked on",
    "applicants_blocked": "applicants one company turned away",
    "applications_per_day": "applications sent in a day",
    "identities_stolen": "identities stolen",
    "proxy_identities": "identities bought, rented or lent",
    "personas_per_worker": "invented persons run by one worker",
    "personas_in_cluster": "invented persons in one group",
    "fraudulent_accounts": "accounts on freelance and payment sites",
    "accounts_suspended": "e-mail accounts closed by a provider",
    "laptop_farms": "laptop farms",
    "laptops_hosted": "laptops kept in laptop farms",
    "laptops_seized": "laptops seized",
    "devices_shipped_abroad": "devices sent abroad",
    "seized": "money and assets seized",
    "seized_stolen_crypto": "seized proceeds of hacking (not wages)",
    "forfeited": "sums forfeited",
    "forfeited_part": "parts of sums forfeited",
    "money_judgment": "sums ordered in place of proceeds",
    "restitution": "restitution ordered",
    "reward_offered": "rewards offered",
    "financial_accounts_seized": "bank and payment accounts seized",
    "websites_seized": "websites seized",
}
TOTAL_MEASURE_WORDS = {
    "workers_abroad": "workers abroad, all jurisdictions together",
    "workers_in_eu": "workers in the European Union",
    "workers_in_gulf": "workers in the Gulf states",
    "planned_workers": "workers planned or contracted, not sent",
    "citizens_abroad": "DPRK citizens living abroad, workers or not",
    "host_states": "jurisdictions that host workers",
    "host_states_africa": "jurisdictions in Africa that host workers",
    "share_in_china_and_russia": "share of all workers who are in China and Russia",
    "repatriated_total": "workers sent home by all states together",
    "repatriated_china_and_russia": "workers sent home from China and Russia together",
    "states_reported_interim": "states that filed the interim report on repatriation",
    "states_reported_final": "states that filed the final report on repatriation",
    "states_reported_any": "states that filed a report of either kind on repatriation",
    "annual_earnings": "what all workers abroad earn for the state",
    "wage_share_taken": "share of wages the state takes",
    "wage_share_left": "share of wages left to the worker",
    "monthly_pay_to_worker": "pay that reaches a worker",
    "hours_per_day": "hours worked in a day",
    "restaurants_abroad": "DPRK restaurants abroad",
    "restaurants_china": "DPRK restaurants in China",
    "restaurant_and_it_money_laundered": "money laundered through restaurants and IT work",
}
THEFT_MEASURE_WORDS = {
    "stolen_by_dprk": "stolen by DPRK actors",
    "stolen_all_actors": "stolen by all actors together",
    "share_of_all": "share of DPRK actors in all thefts",
    "laundered": "laundered",
    "recovered": "recovered",
    "frozen": "frozen",
}
CHANNEL_WORDS = {
    "crypto_theft": "cryptocurrency theft",
    "cyber_all": "cyber theft, banks included",
    "it_workers": "IT workers",
    "overseas_labour": "workers abroad",
    "overseas_labour_with_it": "workers abroad, IT workers included",
    "clinics": "clinics abroad",
    "coal": "coal",
    "iron": "iron and iron ore",
    "lead": "lead and lead ore",
    "minerals": "metals and minerals together",
    "seafood": "seafood",
    "textiles": "textiles",
    "exports_banned": "goods under an export ban",
    "tobacco": "cigarettes and tobacco",
    "tourism": "foreign tourists",
    "kaesong": "Kaesong Industrial Complex, closed in 2016",
    "arms_russia": "arms delivered to Russia",
    "russia_all": "everything gained from Russia",
    "russia_return": "goods and services Russia gave back",
    "africa_all": "everything earned in Africa",
    "exports_all": "all exports, lawful ones included",
    "cap_coal": "ceiling for coal that a resolution set",
    "cut_coal": "coal income a resolution was to remove",
    "cut_textiles": "textile income a resolution was to remove",
    "cut_exports": "export income a resolution was to remove",
    "cyber_attempted": "cyber thefts tried, failed ones included",
    "spending_missiles": "missiles fired or built",
    "spending_nuclear": "nuclear weapons",
}
SHARE_OF_WORDS = {
    "missile_programme_funding": "funding of the missile programme",
    "wmd_programme_funding": "funding of the weapons of mass destruction programmes",
    "foreign_currency_income": "all foreign-currency income of the DPRK",
    "crypto_stolen_worldwide": "cryptocurrency stolen by anyone",
    "export_revenue": "all export revenue",
}
UNIT_WORDS = {
    "usd": "US dollars",
    "usd_per_month": "US dollars a month",
    "usd_per_year": "US dollars a year",
    "percent": "percent",
    "times": "times as much",
    "workers": "IT workers",
    "locations": "places",
    "applications_per_day": "applications a day",
}
PER_WORDS = {"year": "a year", "total": "over the whole period", "item": "for one missile"}
KIND_WORDS = {
    "un_document": "UN document",
    "government": "Government",
    "intergovernmental": "Intergovernmental body",
    "court_document": "Court document",
    "company_research": "Company research",
    "academic": "Academic",
    "ngo": "Non-governmental organisation",
    "news": "News",
    "other": "Other",
}
SEEN_WORDS = {
    "whole": "the document itself, in whole",
    "part": "the document itself, in the cited part",
    "quoted": "quoted or retold",
}
GRADE_WORDS = {
    "A": "seen in the primary document",
    "B": "seen in pages of two or more publishers",
    "C": "seen through one publisher",
}
VICTIM_WORDS = {
    "centralised_exchange": "Exchanges",
    "bridge": "Bridges",
    "defi_protocol": "DeFi protocols",
    "wallet": "Wallets",
    "payment_gateway": "Payment firms",
    "lender": "Lenders",
    "gaming": "Gaming",
    "fund": "Funds",
    "individuals": "Individuals",
    "other": "Others",
}
COVERS_WORDS = {"several": "several thefts", "maybe_several": "perhaps several thefts"}
ATTRIBUTOR_WORDS = {
    "government": "Governments",
    "law_enforcement": "Law enforcement",
    "un_panel": "UN Panel of Experts",
    "intergovernmental": "Monitoring team (MSMT)",
    "blockchain_analytics": "Blockchain analysts",
    "independent_researcher": "Independent researchers",
    "victim": "Victims",
    "news": "News",
}
STRENGTH_WORDS = {"formal": "formal", "assessed": "assessed", "suspected": "suspected", "disputed": "disputed"}


# Words -----------------------------------------------------------------------------------------------------------


def safe(text: object) -> str:
    """Text from the record made harmless inside a figure: Plotly reads a small HTML, and MathJax reads `$...$`."""
    return html.escape(str(text), quote=False).replace("$", "&#36;")


def short_number(value: float) -> str:
    """A bare number with at most two decimals: 1700000000 -> '1.7 billion', 30023 -> '30,023'."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        # 999,999,999 must read "1 billion", never "1000 million".
        if abs(value) >= size * 0.999995:
            return f"{value / size:.2f}".rstrip("0").rstrip(".") + f" {word}"
    return f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def money(value: float) -> str:
    """US dollars as a reader says them: 1700000000 -> '$1.7 billion'."""
    return f"${short_number(value)}"


def count(value: float) -> str:
    """A count with thousands separators; below a billion a count is never rounded."""
    return short_number(value) if abs(value) >= 1e9 else f"{value:,.0f}" if value % 1 == 0 else f"{value:,.2f}"


def percent(value: float) -> str:
    """A share: 17.5 -> '17.5%'."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


FORMATS = {"money": money, "count": count, "percent": percent}


def is_missing(value: object) -> bool:
    """Whether a cell of the record is empty, whatever pandas calls it."""
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)) or value is pd.NaT


def range_words(low: Cell, high: Cell, *, kind: str = "count", qualifier: str | None = None) -> str:
    """A claim's figure in words, as precise as the source and never as a midpoint.

    Both ends missing is 'no number given'; a missing high is 'at least', a missing low is 'up to'.
    """
    say = FORMATS[kind]
    if is_missing(low) and is_missing(high):
        return "no number given"
    if is_missing(high):
        return f"at least {say(float(low))}"
    if is_missing(low):
        return f"up to {say(float(high))}"
    first, last = float(low), float(high)
    if first == last:
        return f"about {say(first)}" if qualifier == "about" else say(first)
    return f"{say(first)} to {say(last)}"


def sums_words(low: Any, high: Any, is_low_open: bool, is_high_open: bool) -> str:
    """A sum of ranges from its low to its high end, open ends said as open."""
    if is_missing(high):
        return "Unknown"
    if is_missing(low):
        return f"up to {money(float(high))}"
    first, last = money(float(low)), money(float(high))
    if first == last:
        return f"{first}{' or less' if is_low_open else ''}{' or more' if is_high_open else ''}"
    return f"{first}{' or less' if is_low_open else ''} to {last}{' or more' if is_high_open else ''}"


def span_words(span: pd.Series, *, kind: str = "count") -> str:
    """A span of several claims, with an open end said as open: a figure that closes an end for one author alone is not
    printed as that end.

    `span`: a row of `loaders.comparability.spans`. `open_words` says why an end is open.
    """
    if is_missing(span["lowest"]):
        return "no number given"
    say = FORMATS[kind]
    low, high = say(float(span["lowest"])), say(float(span["highest"]))
    if span["is_low_open"] and span["is_high_open"]:
        return f"{low if low == high else f'{low} to {high}'}, both ends open"
    if span["is_high_open"]:
        return (
            f"at least {low}"
            if low == high
            else f"from {low}"
            if _one_closes(span, "high")
            else f"{low} to {high} or more"
        )
    if span["is_low_open"]:
        return f"up to {high}" if low == high or _one_closes(span, "low") else f"{low} or less to {high}"
    return low if low == high else f"{low} to {high}"


def open_words(span: pd.Series) -> str:
    """Why the open ends of a span are open: who gives them, 'no publisher but one gives a high end'; else empty."""
    said = [
        f"no publisher {'but one ' if _one_closes(span, end) else ''}gives a {end} end"
        for end in ("low", "high")
        if not is_missing(span["lowest"]) and span[f"is_{end}_open"]
    ]
    return "; ".join(said)


def _one_closes(span: pd.Series, end: str) -> bool:
    return bool(span[f"n_{end}_authors"] == 1)


def years_words(span: pd.Series) -> str:
    """The years that the claims of a span are about, '2012' or '2012 to 2023'; empty where none is stated."""
    if is_missing(span["first_year"]) or is_missing(span["last_year"]):
        return ""
    first, last = int(span["first_year"]), int(span["last_year"])
    return str(first) if first == last else f"{first} to {last}"


def author_words(row: pd.Series) -> str:
    """Who speaks in a claim: its author, and who passes it on where that is another."""
    author = row["author"] if not is_missing(row.get("author")) else row["publisher"]
    return str(author) if is_missing(row.get("relayed_by")) else f"{author}, passed on by {row['relayed_by']}"


def shares_words(rows: pd.DataFrame) -> str:
    """How many claims about shares there are, and of how many wholes (`share_of`): no span goes over two wholes."""
    wholes = rows["share_of"].nunique()
    of = "one whole" if wholes == 1 else f"{wholes} different wholes"
    return f"{plural(len(rows), 'claim')} about shares of {of}"


def places_words(rows: pd.DataFrame) -> str:
    """How many places, the areas that no government of theirs controls apart. `rows`: `of`, as in `places.places`."""
    apart = rows["of"].dropna()
    said = plural(len(rows) - len(apart), "place")
    if apart.empty:
        return said
    return f"{said}, and {plural(len(apart), 'area')} not under the control of {listed(sorted(set(apart)))}"


def date_words(text: object) -> str:
    """A date as precise as the source: '2019' stays a year, '2019-12' is 'December 2019'. A `date` is a day."""
    if is_missing(text) or not str(text):
        return "undated"
    parts = str(text).split("-")
    if len(parts) == 1:
        return parts[0]
    month = calendar.month_name[int(parts[1])]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def short_date(text: object) -> str:
    """A date for a label: '2019-12-22' and '2019-12' read 'Dec 2019', '2019' reads '2019'."""
    if is_missing(text) or not str(text):
        return "undated"
    parts = str(text).split("-")
    return parts[0] if len(parts) == 1 else f"{calendar.month_abbr[int(parts[1])]} {parts[0]}"


def period_words(start: object, end: object) -> str:
    """The time a claim is about: '2017', '2017 to 2019', 'December 2019'."""
    if is_missing(start) and is_missing(end):
        return "time not stated"
    if is_missing(start) or is_missing(end) or str(start) == str(end):
        return date_words(end if is_missing(start) else start)
    return f"{date_words(start)} to {date_words(end)}"


def claim_kind(row: pd.Series) -> str:
    """'money', 'percent' or 'count': in which words a claim's figure is said, by its unit, or by what it is about."""
    if not is_missing(unit := row.get("unit")):
        text = str(unit)
        return "money" if text.startswith("usd") else "percent" if text == "percent" else "count"
    is_money = any(not is_missing(row.get(column)) for column in ("channel", "incident_id"))
    return "money" if is_money or str(row.get("measure")) in THEFT_MEASURE_WORDS else "count"


def claim_words(row: pd.Series) -> str:
    """A claim's figure in words with the time it is counted by: '$250 million to $600 million a year'."""
    hedge = str(row["qualifier"])
    if not is_missing(row.get("share_low")) or not is_missing(row.get("share_high")):
        return range_words(row["share_low"], row["share_high"], kind="percent", qualifier=hedge)
    figure = range_words(row["low"], row["high"], kind=claim_kind(row), qualifier=hedge)
    if is_missing(row["low"]) and is_missing(row["high"]):
        return figure
    unit = str(row.get("unit"))
    by = {"usd_per_year": "a year", "usd_per_month": "a month", "times": "times"}.get(unit)
    if by is None and not is_missing(row.get("per")):
        by = {"year": "a year", "item": "each"}.get(str(row["per"]))
    return f"{figure} {by}" if by else figure


def counted_words(row: pd.Series) -> str:
    """What a claim counts, in the words of its own table, and who estimates it where that is not the publisher."""
    if not is_missing(row.get("channel")):
        channel, whole = CHANNEL_WORDS[str(row["channel"])], row.get("share_of")
        return channel if is_missing(whole) else f"{channel}, share of {SHARE_OF_WORDS[str(whole)]}"
    if not is_missing(row.get("victim")):
        return f"taken from {row['victim']}"
    measure = str(row.get("measure"))
    for known in (MEASURE_WORDS, IT_MEASURE_WORDS, TOTAL_MEASURE_WORDS):
        if measure in known:
            return known[measure]
    what, estimator = THEFT_MEASURE_WORDS.get(measure, ""), row.get("estimator")
    if is_missing(estimator) or str(estimator) in str(row.get("publisher")):
        return what
    return f"{what}, according to {estimator}" if what else f"according to {estimator}"


def about_words(row: pd.Series) -> str:
    """What a claim is about but for its time: the place, what is counted, and of which sector or part."""
    sector = row.get("sector")
    parts = [row.get("name"), counted_words(row), None if sector == "all" else sector, row.get("scope")]
    return ", ".join(str(part) for part in parts if not is_missing(part) and part)


def time_words(row: pd.Series, *, short: bool = False) -> str:
    """The time a claim is about, whichever pair of columns holds it; `short` is for a label: 'Jan 2024 to Sep 2025'."""
    ends = [(row.get(f"{name}_start"), row.get(f"{name}_end")) for name in ("as_of", "period")]
    start, end = next((pair for pair in ends if not all(is_missing(end) for end in pair)), (None, None))
    if not short or (is_missing(start) and is_missing(end)):
        return period_words(start, end)
    known = [short_date(text) for text in (start, end) if not is_missing(text)]
    return " to ".join(dict.fromkeys(known))


def advisory_words(counts: pd.DataFrame) -> str:
    """How many places the advisory of 2018 lists, the count most given first: '41, or 42 by another count'.

    `counts`: claims with `low`, as `loaders.headlines.advisory_counts` gives them; empty text where none is known.
    """
    given = counts["low"].dropna().value_counts(sort=False).sort_index(ascending=False).sort_values(kind="stable")
    figures = [count(float(figure)) for figure in given.index[::-1]]
    return f"{figures[0]}, or {listed(figures[1:])} by another count" if len(figures) > 1 else "".join(figures)


def plural(number: int, one: str, many: str | None = None) -> str:
    """'1 claim', '3 claims'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def row_words(table: str, row: pd.Series) -> str:
    """What a row of a table says, in one sentence, whichever table it is of; the note is left to its own column.

    `row`: from `loaders.sources.rows_of_source`, with `name` for a place, `victim` for an attribution or an amount.
    """
    if table == "events":
        return (
            f"{date_words(row['date'])}: {row['title']}. {'' if is_missing(row['summary']) else row['summary']}".strip()
        )
    if table == "laundering":
        return f"{date_words(row['date'])}: {row['summary']}"
    if table == "attributions":
        return f"{row['attributed_by']}, {date_words(row['date'])}: the theft from {row['victim']}, {row['strength']}"
    if table == "jurisdictions":
        return f"{row['name']}: listed in the US advisory of 23 July 2018"
    if table == "host_sectors":
        return f"{row['name']}: {row['sector']}"
    if table == "corrections":
        printed, used = ("nothing" if is_missing(row[cell]) else row[cell] for cell in ("printed", "used"))
        return f"{row['table']} {row['key']}, {row['column']}: printed {printed}, used {used}; {row['why']}"
    return f"{', '.join(part for part in (about_words(row), time_words(row)) if part)}: {claim_words(row)}"


@cache
def language_words(code: object) -> str:
    """'Greek' for `el`: the language of an ISO 639 code in English, from the Unicode CLDR; a code it lacks as it is."""
    return str(Locale("en").languages.get(str(code), code))


def grade_words(grade: object) -> str:
    """'B, seen in pages of two or more publishers'."""
    return f"{grade}, {GRADE_WORDS[str(grade)]}"


def listed(items: list[str], most: int = 6) -> str:
    """Names joined for a sentence, with a count for what does not fit."""
    if len(items) > most:
        return f"{', '.join(items[:most])} and {len(items) - most} more"
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


# The frame of a figure -------------------------------------------------------------------------------------------

TITLE_SIZE, SUBTITLE_SIZE, TEXT_SIZE, FOOTER_SIZE = 25, 15, 14, 12.5
LINE = 1.32  # line height, as a multiple of the size


@dataclass(frozen=True)
class Words:
    """What a figure says of itself: finding, measure, footer. All of it is inside every exported image."""

    title: str
    subtitle: str
    counted: str  # what is counted, in one sentence
    sources: list[str]  # publishers, most rows first
    version: str  # data version, and the day as of which it is known
    boundary: bool = False

    def footer(self) -> str:
        """Sources, what is counted, data version and, under a map, the boundary note."""
        parts = [self.counted]
        if self.sources:
            parts.append(f"Sources: {listed(self.sources)}.")
        if self.boundary:
            parts.append(BOUNDARY_NOTE)
        parts.append(f"Hard Currency, data version {self.version}.")
        return " ".join(parts)


def wrap(text: str, characters: int) -> list[str]:
    """Lines of at most so many characters; Plotly breaks no line by itself."""
    return textwrap.wrap(text, characters, break_long_words=False) or [""]


def frame(
    palette: Palette,
    words: Words,
    *,
    plot_height: int,
    left: int = 10,
    right: int = 16,
    top: int = 14,
    axis: int = 34,
    columns: int = 100,
) -> go.Figure:
    """An empty figure with the finding above and the footer below, sized to hold both.

    `plot_height` is the height of the plot area; `left`, `right` its margins, `top` the gap between subtitle and
    plot, `axis` the room for tick labels below it (all px). `columns` is the figure's width in characters of the
    footer's size, 100 for about 660 px.
    """
    title = wrap(words.title, max(24, int(columns * 0.52)))
    subtitle = wrap(words.subtitle, max(30, int(columns * 0.86)))
    footer = wrap(words.footer(), columns)
    title_height = TITLE_SIZE * 1.3 * len(title)
    head = 8 + title_height + SUBTITLE_SIZE * LINE * len(subtitle) + top
    foot = axis + 14 + FOOTER_SIZE * LINE * len(footer) + 6
    figure = go.Figure()
    figure.update_layout(
        height=int(head + plot_height + foot),
        margin={"l": left, "r": right, "t": int(head), "b": int(foot), "pad": 0},
        paper_bgcolor=palette.paper,
        plot_bgcolor=palette.paper,
        font={"family": SANS, "size": TEXT_SIZE, "color": palette.ink},
        hoverlabel={
            "bgcolor": palette.panel,
            "bordercolor": palette.hairline,
            "align": "left",
            "font": {"family": SANS, "size": 14, "color": palette.ink},
        },
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        modebar={"bgcolor": CLEAR, "color": palette.muted, "activecolor": palette.ink},
        meta={"title": words.title, "subtitle": words.subtitle, "footer": words.footer()},
    )
    text = [
        (title, SERIF, TITLE_SIZE, palette.ink, head - 8, 700),
        (subtitle, SANS, SUBTITLE_SIZE, palette.muted, head - 8 - title_height - 2, 400),
    ]
    for lines, family, size, colour, above, weight in text:
        figure.add_annotation(
            text="<br>".join(safe(line) for line in lines),
            xref="paper",
            yref="paper",
            x=0,
            y=1,
            xshift=-left,
            yshift=above,
            xanchor="left",
            yanchor="top",
            align="left",
            showarrow=False,
            font={"family": family, "size": size, "color": colour, "weight": weight},
        )
    figure.add_annotation(
        text="<br>".join(safe(line) for line in footer),
        xref="paper",
        yref="paper",
        x=0,
        y=0,
        xshift=-left,
        yshift=-(axis + 14),
        xanchor="left",
        yanchor="top",
        align="left",
        showarrow=False,
        name="footer",
        font={"family": SANS, "size": FOOTER_SIZE, "color": palette.muted},
    )
    return figure


def annotate(figure: go.Figure, notes: list[dict[str, object]]) -> None:
    """Write annotations above those there are."""
    figure.add_annotations(notes)


def quiet_axis(palette: Palette, **options: object) -> dict[str, object]:
    """An axis without a frame: hairline grid, muted labels."""
    return {
        "gridcolor": palette.hairline,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"family": SANS, "size": TEXT_SIZE, "color": palette.muted},
        "fixedrange": True,
        **options,
    }


def quiet_geo(palette: Palette) -> dict[str, object]:
    """A map without a frame and without Plotly's own outlines, which a reader's browser would fetch from elsewhere."""
    return {
        "showframe": False,
        "showland": False,
        "showcoastlines": False,
        "showcountries": False,
        "showlakes": False,
        "showocean": False,
        "bgcolor": palette.paper,
        "domain": {"x": [0, 1], "y": [0, 1]},
    }


def empty(palette: Palette, words: Words, reason: str) -> go.Figure:
    """A labelled figure without a mark: what was asked for, and why there is nothing to draw."""
    figure = frame(palette, words, plot_height=120)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    figure.add_annotation(
        text=safe(reason),
        xref="paper",
        yref="paper",
        x=0.5,
        y=0.5,
        showarrow=False,
        font={"family": SANS, "size": 16, "color": palette.muted},
    )
    return figure


def ticks(kind: str, highest: float) -> tuple[list[float], list[str]]:
    """Round tick values from zero on, with their labels: past `highest` for money and counts, to 100 for percent."""
    if kind == "percent":
        values = [0.0, 25.0, 50.0, 75.0, 100.0]
        return values, [percent(value) for value in values]
    return money_ticks(highest) if kind == "money" else count_ticks(highest)


def money_ticks(highest: float) -> tuple[list[float], list[str]]:
    """Round tick values from zero to just past `highest` US dollars, with their labels."""
    return _ticks(highest, money)


def count_ticks(highest: float) -> tuple[list[float], list[str]]:
    """Round tick values from zero to just past `highest`, with their labels."""
    return _ticks(highest, count)


def _ticks(highest: float, say: Callable[[float], str]) -> tuple[list[float], list[str]]:
    if not highest > 0:
        return [0.0, 1.0], [say(0.0), say(1.0)]
    rough = highest / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough)
    values = [step * i for i in range(math.ceil(highest / step) + 1)]
    return values, [say(v) for v in values]
