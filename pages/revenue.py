"""What is each channel said to earn, what are weapons said to cost, and what do the factors of a claim come to?"""

from functools import partial

import pandas as pd
import streamlit as st

from charts import calculator, claim_ranges
from charts.theme import (
    CHANNEL_WORDS,
    PER_WORDS,
    SHARE_OF_WORDS,
    claim_words,
    date_words,
    is_missing,
    listed,
    plural,
    time_words,
)
from exports.citations import citation
from links.params import OWN, Param, choice, factor, own, own_ends
from links.state import put
from loaders.intervals import Interval
from loaders.revenue import (
    FACTORS,
    KINDS,
    factor_claims,
    first_pick,
    interval_of,
    revenue_claims,
    select_shares,
    select_sums,
    state_income,
    yearly_claims,
)
from loaders.summaries import spans
from loaders.tables import Record
from pages._parts import (
    Page,
    begin,
    chart,
    claim_card,
    claim_table,
    downloads,
    keep_choice,
    palette,
    plain,
    said_without_number,
    selected_customdata,
    words,
)

VIEWS = {
    "income": "What channels earn",
    "cost": "What weapons cost, and claimed shares",
    "yardstick": "Yardsticks",
    "calculator": "Calculator",
}
PER_CHOICES = {"year": "A year", "total": "Over a whole period", "item": "One missile"}
WHO = {"workers": "Workers abroad", "it": "IT workers"}
MOST = {"workers": 100_000_000, "wage": 10_000_000, "share": 100}
FACTOR_WORDS = {name: words_[0].upper() + words_[1:] for name, words_ in calculator.FACTOR_WORDS.items()}
ABOUT = {
    "income": "What each source says came in. **No total across channels is computed**: channels overlap (cyber theft "
    "holds crypto theft, banned goods hold coal), periods differ, and sources that disagree about one channel are not "
    "parts of a whole. A sum would be a number that nobody claims.",
    "cost": "What weapons are said to **cost** is not income, and no difference between the two is computed: no source "
    "claims one.",
    "yardstick": "**Not income.** Comparisons only: all exports together, what a resolution allowed or was to take "
    "away, and thefts that were tried.",
}


def params(record: Record) -> list[Param]:
    """The view; in it per what, a channel, a claim; in the calculator, whose work, and three factors for either."""
    channels = [channel for kind in KINDS.values() for channel in kind]
    ids = {(who, name): factor_claims(record, who, name)["claim_id"].tolist() for who in WHO for name in FACTORS}
    return [
        choice("view", list(VIEWS), "income"),
        choice("per", list(PER_CHOICES), "year"),
        choice("channel", channels, None),
        choice("claim", record.tables["revenue_claims"]["claim_id"].tolist(), None),
        choice("who", list(WHO), "workers"),
        *(factor(parameter(who, name), ids[who, name], MOST[name]) for who in WHO for name in FACTORS),
    ]


def parameter(who: str, name: str) -> str:
    """The name of a factor in the link."""
    return name if who == "workers" else f"it_{name}"


# Claims ----------------------------------------------------------------------------------------------------------


def show_sums(page: Page, kind: str) -> None:
    """The claims of one kind of channel about sums of money: one chart for one `per`, grouped by channel."""
    st.markdown(ABOUT[kind])
    claims = revenue_claims(page.record)
    offered = [per for per in PER_CHOICES if len(select_sums(claims, kind, per))]
    channels = [channel for channel in KINDS[kind] if claims["channel"].eq(channel).any()]
    if not offered:
        nothing_known()
        return
    if st.session_state["per"] not in offered:
        missing = PER_CHOICES[st.session_state["per"]].lower()
        st.info(f"Nothing here is counted by: {missing}. Showing: {PER_CHOICES[offered[0]].lower()}.")
        st.session_state["per"] = offered[0]
    keep_choice("channel", channels)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            "US dollars",
            offered,
            key="per",
            required=True,
            format_func=lambda per: f"{PER_CHOICES[per]} ({len(select_sums(claims, kind, per))})",
        )
        st.selectbox(
            "Channel",
            channels,
            index=None,
            key="channel",
            width=330,
            placeholder="All channels, each by itself",
            format_func=lambda channel: CHANNEL_WORDS[channel][0].upper() + CHANNEL_WORDS[channel][1:],
        )
    per, channel = st.session_state["per"], st.session_state["channel"]
    rows = select_sums(claims, kind, per, channel)
    if rows.empty:
        st.info(
            f"No claim about {CHANNEL_WORDS[channel]} counted this way; that is not zero. "
            "Choose another channel or count.",
            icon=":material/filter_alt_off:",
        )
        return
    unit = f"US dollars {PER_WORDS[per]}"
    title = sums_title(rows, per)
    draw(
        page, rows, key=kind, unit=unit, title=title, heads={c: CHANNEL_WORDS[c] for c in KINDS[kind]}, group="channel"
    )


def sums_title(rows: pd.DataFrame, per: str) -> str:
    """What the claims of one channel say together; of several channels, which single claim names the most."""
    by = {"year": "a year", "total": "", "item": "each"}[per]
    if rows["channel"].nunique() == 1:
        span = spans(rows, by="channel").iloc[0]
        return claim_ranges.finding(span, CHANNEL_WORDS[rows["channel"].iloc[0]], kind="money", by=by)
    return claim_ranges.highest_finding(rows, CHANNEL_WORDS, by=by)


def show_shares(page: Page) -> None:
    """The claims about shares of a whole; each group has its own whole."""
    rows = select_shares(revenue_claims(page.record))
    if rows.empty:
        nothing_known()
        return
    by_whole = spans(rows.assign(low=rows["share_low"], high=rows["share_high"]), by="share_of").set_index("share_of")
    first = next(whole for whole in SHARE_OF_WORDS if whole in by_whole.index)
    draw(
        page,
        rows.assign(detail=rows["channel"].map(CHANNEL_WORDS)),
        key="shares",
        unit="percent",
        title=claim_ranges.finding(by_whole.loc[first], f"share of {SHARE_OF_WORDS[first]}", kind="percent"),
        heads={whole: f"Of {words_}" for whole, words_ in SHARE_OF_WORDS.items()},
        group="share_of",
        ends=("share_low", "share_high"),
    )


def draw(
    page: Page,
    rows: pd.DataFrame,
    *,
    key: str,
    unit: str,
    title: str,
    heads: dict[str, str],
    group: str,
    ends: tuple[str, str] = ("low", "high"),
) -> None:
    """A chart of claims by group, those without a number as text, one in detail, the table and the download."""
    rows = rows.sort_values(
        group, key=lambda column: column.map({code: i for i, code in enumerate(heads)}), kind="stable"
    )
    n = int((rows[ends[0]].notna() | rows[ends[1]].notna()).sum())
    what = "what a channel pays for or makes up, a share of the whole named above it" if key == "shares" else "claims"
    chart(
        claim_ranges.claim_ranges(
            rows.assign(group=rows[group]),
            palette=palette(),
            kind="percent" if key == "shares" else "money",
            unit=unit,
            heads=heads if rows[group].nunique() > 1 else None,
            ends=ends,
            columns=200,
            words=words(
                page.record,
                rows,
                title=title,
                subtitle=f"{plural(len(rows), 'claim')}, {unit}, by source and time; "
                "bars are ranges, arrows open ends, dots single figures",
                counted=f"Counted: {what} as each source counts, nominal; groups overlap and are never added.",
            ),
        ),
        key=f"revenue_{key}",
        alt=f"Range chart of {plural(n, 'claim')} with a number, {unit}. {title}.",
        on_select=partial(selected_customdata, f"revenue_{key}", "claim"),
        selection_mode="points",
    )
    said_without_number(rows)
    choose_claim(page, rows, f"pick_{key}")
    claim_table(rows, None, caption=f"The {plural(len(rows), 'claim')} shown", key=f"rows_{key}")
    downloads(page.record, rows, name=f"revenue-{key}", tables=("revenue_claims", "sources"))


def choose_claim(page: Page, rows: pd.DataFrame, key: str) -> None:
    """One claim of these rows with everything about it and its citation; a view can have several such lists."""
    by_id = rows.set_index("claim_id", drop=False)
    chosen = st.session_state["claim"] if st.session_state["claim"] in by_id.index else None
    st.session_state[key] = chosen
    st.selectbox(
        "One claim in detail, with a citation to copy",
        by_id.index.tolist(),
        index=None,
        key=key,
        placeholder="Click a mark, or choose a claim",
        format_func=lambda claim: f"{claim_words(by_id.loc[claim])}: {by_id.loc[claim, 'publisher']}",
        on_change=lambda: put("claim", st.session_state[key]),
    )
    if chosen is not None:
        claim_card(page.record, by_id.loc[chosen])


def nothing_known() -> None:
    """The word for a day on which nothing of this was known."""
    st.info("No such claim was known on that day; that is not zero. Choose a later day.", icon=":material/event_busy:")


# Calculator ------------------------------------------------------------------------------------------------------


def show_calculator(page: Page) -> None:
    """Three factors, their product with ends on ends, and what sources claim for the same thing."""
    st.markdown(
        "**Workers × what one earns × the share the state keeps.** Each factor is a claim from the record or your own "
        "number. The low ends give the low end and the high ends the high end; there is no point between. The "
        "result is a calculation: no source claims it. Whether a wage is what the host pays or what reaches the "
        "worker, only its document can tell."
    )
    who = st.segmented_control("Whose work", list(WHO), key="who", required=True, format_func=WHO.get)
    picked = {}
    for column, name in zip(st.columns(3, gap="large"), FACTORS, strict=True):
        with column:
            picked[name] = choose_factor(page, who, name)
    if any(interval is None for interval, _ in picked.values()):
        open_ones = [calculator.FACTOR_WORDS[name] for name, (interval, _) in picked.items() if interval is None]
        st.info(f"Still needed: {listed(open_ones)}. Choose a claim, or give at least one end.", icon=":material/edit:")
        return
    show_result(page, who, picked)


def choose_factor(page: Page, who: str, name: str) -> tuple[Interval | None, pd.Series | None]:
    """One factor: its interval, and the claim it comes from; no interval while the reader has given none."""
    key, claims = parameter(who, name), factor_claims(page.record, who, name).set_index("claim_id", drop=False)
    token, options = st.session_state[key], [*claims.index, OWN]
    if token is not None and not token.startswith(OWN) and token not in claims.index:
        st.info("The claim that was chosen here was not known on that day.", icon=":material/event_busy:")
        token = None
    if token is None:
        token = first_pick(claims.reset_index(drop=True)) or own(None, None)
        st.session_state[key] = token
    is_own = token.startswith(OWN)
    st.session_state[f"{key}_pick"] = OWN if is_own else token
    own_start = token if is_own else own(interval_of(claims.loc[token]).low, interval_of(claims.loc[token]).high)
    st.header(FACTOR_WORDS[name], anchor=False)
    st.selectbox(
        f"{FACTOR_WORDS[name]}, a claim or your own number",
        options,
        key=f"{key}_pick",
        label_visibility="collapsed",
        format_func=lambda code: "Your own number" if code == OWN else factor_label(claims.loc[code]),
        on_change=lambda: put(key, own_start if (pick := st.session_state[f"{key}_pick"]) == OWN else pick),
    )
    if not is_own:
        claim = claims.loc[token]
        st.markdown(
            plain(
                f"{claim_words(claim)}. {claim['title']}, published "
                f"{date_words(claim['published'])}, grade {claim['grade']}."
                + ("" if is_missing(claim["note"]) else f" {claim['note']}")
            )
        )
        return interval_of(claim), claim
    if claims.empty:
        st.markdown(NO_CLAIM[name])
    low, high = own_ends(token)
    for column, label, end, value in zip(
        st.columns(2), ("Low end", "High end"), ("low", "high"), (low, high), strict=True
    ):
        st.session_state[f"{key}_{end}"] = value
        column.number_input(
            label,
            0.0,
            float(MOST[name]),
            None,
            key=f"{key}_{end}",
            format="%g",
            placeholder="open",
            help="Empty is open: not known.",
            on_change=lambda: put(key, own(st.session_state[f"{key}_low"], st.session_state[f"{key}_high"])),
        )
    st.markdown(f"In {UNITS[name]}. Ends in the wrong order are put right.")
    return (None if low is None and high is None else Interval(low, high)), None


NO_CLAIM = dict.fromkeys(("workers", "share"), "No claim in the record serves here on this day.") | {
    "wage": "No claim in the record says what a host pays for one worker; its one figure on monthly pay is what "
    "reaches the worker, of which the state has already kept its share."
}
UNITS = {"workers": "persons", "wage": "US dollars a month", "share": "percent"}


def factor_label(claim: pd.Series) -> str:
    """A claim as one of the choices for a factor."""
    return f"{claim_words(claim)}: {claim['publisher']}, {time_words(claim)}"


def show_result(page: Page, who: str, picked: dict[str, tuple[Interval, pd.Series | None]]) -> None:
    """The formula with its numbers, the result, which doubt weighs most, and the yearly claims beside it."""
    intervals = {name: interval for name, (interval, _) in picked.items()}
    wage = picked["wage"][1]
    per_month = wage is None or str(wage["unit"]).casefold() == "usd_per_month"
    result = state_income(*intervals.values(), per_month=per_month)
    low, high = result.low, result.high
    formula = calculator.formula(intervals, result, per_month=per_month)
    st.subheader(plain(formula), anchor=False)
    st.markdown(plain(calculator.sensitivity(intervals, result)))
    if warning := time_warning([claim for _, claim in picked.values() if claim is not None]):
        st.markdown(plain(warning))
    claims = yearly_claims(page.record, who)
    compared = calculator.against(low, high, claims)
    title = calculator.finding(low, high)
    chart(
        calculator.calculation(
            low,
            high,
            claims,
            palette=palette(),
            columns=200,
            words=words(
                page.record,
                claims,
                title=title,
                subtitle=f"{WHO[who]}, US dollars a year: the calculation, then what sources claim. {compared}",
                counted="Counted: claims about yearly income for the state, as each source counts; "
                f"the calculation is no claim. {formula}.",
            ),
        ),
        key="calculation",
        alt=f"Range chart: the calculated range above {plural(len(claims), 'claim')}. {title}. {compared}",
    )
    said_without_number(claims)
    st.markdown("**To copy**: the formula and where each factor comes from")
    st.code(cite_all(page, picked, formula), language=None, wrap_lines=True)
    used = [claim for _, claim in picked.values() if claim is not None]
    if used:
        factors = pd.DataFrame(used).reset_index(drop=True)
        claim_table(factors, None, caption="The claims behind the factors", key="factor_rows")
        downloads(page.record, factors, name="calculator-factors", tables=(FACTOR_TABLES[who], "sources"))
    claim_table(claims, None, caption=f"The {plural(len(claims), 'claim')} beside the calculation", key="yearly_rows")
    downloads(page.record, claims, name="calculator-claims", tables=("revenue_claims", "worker_totals", "sources"))


FACTOR_TABLES = {"workers": "worker_totals", "it": "it_worker_claims"}


def time_warning(claims: list[pd.Series]) -> str:
    """A word when the factors are about different times."""
    periods = list(dict.fromkeys(time_words(claim) for claim in claims))
    return f"The factors are about different times: {listed(periods)}." if len(periods) > 1 else ""


def cite_all(page: Page, picked: dict[str, tuple[Interval, pd.Series | None]], formula: str) -> str:
    """The formula and the citation of each factor, as text to copy."""
    lines = [f"Calculation, not a claim: {formula}."]
    for name, (_, claim) in picked.items():
        said = "the reader's own number." if claim is None else citation(claim, page.record.version)
        lines.append(f"{FACTOR_WORDS[name]}: {said}")
    return "\n".join(lines)


page = begin(
    "revenue",
    "Revenue",
    "What is each channel said to earn, what are weapons said to cost, and what do the factors of a claim come to?",
    params,
)
keep_choice("claim", page.record.tables["revenue_claims"]["claim_id"].tolist())
view = st.segmented_control(
    "View", list(VIEWS), key="view", required=True, label_visibility="collapsed", format_func=VIEWS.get
)
if view == "calculator":
    show_calculator(page)
else:
    show_sums(page, view)
    if view == "cost":
        show_shares(page)
page.end()
