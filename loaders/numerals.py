"""Numbers as people write them: what is meant, both readings where a sign can mean two things, and how to write it."""

import re
import unicodedata
from collections.abc import Iterator

_SCALES = {
    "": 1, "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
    "천": 1e3, "千": 1e3, "만": 1e4, "万": 1e4, "萬": 1e4, "百万": 1e6, "억": 1e8, "亿": 1e8, "億": 1e8,
    "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7, "mm": 1e6, "mio": 1e6, "mio.": 1e6, "mrd": 1e9, "mrd.": 1e9,
    "тыс": 1e3, "тыс.": 1e3, "млн": 1e6, "млрд": 1e9, "тысяч": 1e3,
}  # fmt: skip
_SCALE = "|".join(sorted(map(re.escape, filter(None, _SCALES)), key=len, reverse=True))
_PEOPLE = r"(?:people|persons|workers|人|名|명|человек|dollars?|usd|us\$|\$|달러|美元)?"
_AMOUNT = rf"(?:usd|us\$|\$)?\s*([+-]?\d[\d .,'’_]*(?:e[+-]?\d{{1,2}})?|[.,]\d+)\s*({_SCALE})?\s*{_PEOPLE}"
_NUMBER = re.compile(_AMOUNT)
# The words and signs that stand before and after a number, for each qualifier of the record.
_HEDGES = {
    "at_least": (
        r">|>=|≥|over|more than|at least|min\.?|minimum|from|above|exceeding|not less than|no fewer than"
        r"|超过|至少|逾|最少|최소|более|свыше|не менее",
        r"\+|plus|or more|and more|and over|多|余|餘|以上|여|이상",
    ),
    "up_to": (
        r"<|<=|≤|up to|under|less than|fewer than|below|at most|max\.?|maximum|no more than|not more than|nearly|almost"
        r"|近|不到|最多|최대|до|менее|не более",
        r"or less|or fewer|at most|max|以下|以内|이하|미만",
    ),
    "about": (
        r"~|≈|∼|±|c\.?|ca\.?|cca\.?|circa|about|around|approx\.?|approximately|roughly|some|est\.?"
        r"|约|約|大约|약|около|примерно",
        r"approx\.?|or so|左右|上下|정도|안팎|가량|\?|~",
    ),
}
_BEFORE = {name: re.compile(rf"(?:{before})\s*{_AMOUNT}") for name, (before, _) in _HEDGES.items()}
_AFTER = {name: re.compile(rf"{_AMOUNT}\s*(?:{after})\s*{_PEOPLE}") for name, (_, after) in _HEDGES.items()}
_ABOUT = _HEDGES["about"][0]
_RANGE = re.compile(
    rf"(?:between |from |(?:{_ABOUT})\s*)?{_AMOUNT}"
    rf"\s*(?:-|–|—|−|~|∼|/|\.\.+|…|to|until|and|or|до|至|到|에서)\s*{_AMOUNT}"
)
_MARGIN = re.compile(rf"{_AMOUNT}\s*(?:±|\+/-|\+-)\s*{_AMOUNT}")
_LIST = re.compile(rf"{_AMOUNT}(?:\s*(?:;|,\s|&)\s*{_AMOUNT})+")
_UNITS = "a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_WORDS = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_IN_WORDS = re.compile(rf"\b({_UNITS})(?: ({'|'.join(_WORDS)}))?\b")
_VAGUE = re.compile(
    r"(?:several|a few|many|some|tens of|dozens|hundreds|thousands|scores|数|數|几|幾|수|несколько|сотни|тысячи)"
    r".{0,30}|.{0,12}(?:dozen|hundred|thousand|million)s"
)


_OTHER_MONEY = (
    r"[€£¥₩₽₹₿元]|(?<=[\d천만억])원|eur\b|gbp\b|rmb\b|cny\b|krw\b|jpy\b|btc\b|eth\b|yuan|won\b|euro|rouble|ruble|руб"
)
# What parts thousands and decimals in Arabic and Persian, and per cent; digits of other scripts are read as they stand.
_ARABIC = str.maketrans({"\u066c": "", "\u066b": ".", "\u066a": "%"})
# A number in two scales, as 3만5천, and a number in words of more than one scale.
_AND_MORE = r"\d[만万萬억亿億]\d|(?:thousand|million|hundred) (?:and )?(?:" + _UNITS + r")\b"


def _mixed_hint(plain: str) -> str:
    """The number that two scales make together, where each is a figure: 3만5천 is 35000."""
    plain = re.sub(r"[명名人,]", "", plain)
    parts = re.findall(r"(\d+)([만万萬억亿億천千백百]?)", plain)
    if "".join(map("".join, parts)) != plain:
        return ""
    scales = {**_SCALES, "백": 100, "百": 100}
    values = [int(number) * scales[scale] for number, scale in parts]
    return f"; did you mean {_shown(sum(values))}?" if values == sorted(values, reverse=True) else ""


def number_hint(text: str, low: str, high: str, is_whole: bool) -> str:
    """How a text that is no plain number is to be written, `low` and `high` being the columns of the two ends.

    It begins with a semicolon and names both readings where a sign can stand for decimals or thousands; it is empty
    when nothing is certain.
    """
    text = text.translate(_ARABIC)
    footnote = re.compile(r"(?<=\d)\s*(?:[\u00b9\u00b2\u00b3\u2070-\u2079*\u2020\u2021]+|\[\d+\]|\([a-z]\))$")
    plain = " ".join(unicodedata.normalize("NFKC", footnote.sub("", text)).casefold().split())
    if re.search(_OTHER_MONEY, plain) and not re.search(r"\$|usd|dollar|달러|美元", plain):
        return "; nothing is converted here: write the dollars that the document states, or leave the cell empty"
    if re.fullmatch(r"\d{1,3}(?: \d{1,2})+|\d{1,2}/\d{1,2}", plain):
        return ""  # two numbers, or a fraction
    if re.search(_AND_MORE, plain):
        return _mixed_hint(plain)
    if re.fullmatch(r"0x[0-9a-f]{1,12}", plain):
        return f"; did you mean {int(plain, 16)}?"
    plain = _IN_WORDS.sub(
        _figures, re.sub(r" ?\((?:est|estimate|estimated|approx)\.?\)$|(?<=\d)ish$", " approx", plain)
    )
    if low.startswith("share_"):
        plain = re.sub(r" ?(?:%|percent|per cent)$", "", plain)
    if match := _NUMBER.fullmatch(plain):
        found = [_shown(value + 0) for value in _values(match[1], match[2]) if not is_whole or value == int(value)]
        asked = list(_values(match[1], match[2]))
        if len(asked) > 1:
            return f"; it can be read as {' or as '.join(map(_shown, asked))}: see the source, write it without a sign"
        return f"; did you mean {found[0]}?" if found else ""
    if low and _VAGUE.fullmatch(plain) and not _facts_hint(plain, low, high):
        return f"; a word is no number: leave {low} and {high} empty with qualifier none, and put the words in the note"
    return _facts_hint(plain, low, high)


def _facts_hint(plain: str, low: str, high: str) -> str:
    """How to write a number with a hedge, or two numbers, that stand in one cell."""
    if match := _RANGE.fullmatch(plain):
        # A scale said once holds for both: 500-700 million.
        return _range_hint(low, high, list(_values(match[1], match[2] or match[4])), list(_values(match[3], match[4])))
    if (match := _MARGIN.fullmatch(plain)) and (ends := _margin(match)):
        return _written("range", low, high, *ends)
    if _LIST.fullmatch(plain) and low:
        return "; two figures are two rows, each with its own id"
    for name in _HEDGES:
        match = _BEFORE[name].fullmatch(plain) or _AFTER[name].fullmatch(plain)
        if match and (amount := _read(match[1], match[2])):
            return _written(name, low, high, amount, amount)
    return ""


def _range_hint(low: str, high: str, first: list[float], last: list[float]) -> str:
    """A range whose ends rise; in 50-60,000 the first may be thousands as the last one is."""
    if len(last) > len(first) == 1 and first[0] * 1000 < max(last):
        first.append(first[0] * 1000)
    if not first or not last or min(first) >= max(last):
        return ""
    return _written("range", low, high, *(" or ".join(map(_shown, ends)) for ends in (first, last)))


def _figures(match: re.Match[str]) -> str:
    """A small number in words, as a figure; an article alone stays."""
    unit, scale = match.groups()
    units = _UNITS.split("|")[2:]
    number = units.index(unit) + 1 if unit in units else 1
    return match.group() if scale is None and unit in ("a", "an") else str(number * _WORDS.get(scale, 1))


def _margin(match: re.Match[str]) -> tuple[str, str] | None:
    """The two ends of a number with what it may be off by; None where either can be read in two ways."""
    middle, off = list(_values(match[1], match[2])), list(_values(match[3], match[4]))
    return (_shown(middle[0] - off[0]), _shown(middle[0] + off[0])) if len(middle) == len(off) == 1 else None


def _written(qualifier: str, low: str, high: str, first: str, last: str) -> str:
    if not low:
        return "; one number stands in this cell; put the hedge or the second number in the note"
    ends = {
        "at_least": f"{low} {first}, {high} empty",
        "up_to": f"{low} empty, {high} {last}",
        "about": f"{low} and {high} both {first}",
        "range": f"{low} {first}, {high} {last}",
    }[qualifier]
    return f"; write qualifier {qualifier} with {ends}"


def _read(text: str, scale: str | None) -> str:
    return " or ".join(map(_shown, _values(text, scale)))


def _shown(value: float) -> str:
    return f"{value:f}".rstrip("0").rstrip(".")


def _values(text: str, scale: str | None) -> Iterator[float]:
    """The readings of a number with its signs; several when a sign can be decimal or thousands."""
    for plain in dict.fromkeys(_readings(re.sub(r"['’_\s]", "", text.strip()))):
        try:
            value = round(float(plain) * _SCALES[scale or ""], 6)
        except (ValueError, OverflowError):
            continue
        if abs(value) < 1e15:
            yield value


def _readings(text: str) -> Iterator[str]:
    signs = [sign for sign in text if sign in ".,"]
    if not signs or "e" in text:
        yield text
    elif len(set(signs)) == 2:
        # The last sign is the decimal one and stands once: 1.234,56.
        whole, _, part = text.rpartition(signs[-1])
        if signs.count(signs[-1]) == 1 and _is_grouped(whole):
            yield f"{re.sub('[.,]', '', whole)}.{part}"
    elif len(signs) > 1:
        if _is_grouped(text):
            yield re.sub("[.,]", "", text)
    else:
        yield text.replace(",", ".")
        if re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", text):
            yield re.sub("[.,]", "", text)


def _is_grouped(text: str) -> bool:
    """Whether the signs part thousands, or lakhs as in India."""
    return bool(re.fullmatch(r"[+-]?\d{1,3}([.,]\d{3})+|[+-]?\d{1,2}(,\d{2})+,\d{3}", text))
