"""What a text may not hold: invisible or lost letters, text read in a wrong encoding, and what spreadsheets leave."""

import re
import unicodedata
from contextlib import suppress

import ftfy
from ftfy.badness import is_bad

from loaders.faults import Problem

_HTML = re.compile(r"<\s*[/!?]?\s*[a-z][^>]*>|<!--|&(?:[a-z]{2,8}|#\d+|#x[0-9a-f]+);", re.IGNORECASE)
_SPREADSHEET_ERROR = re.compile(
    r"#(?:REF|VALUE|NAME|DIV/0|NUM|NULL|SPILL|CALC|FIELD|BLOCKED|CONNECT|UNKNOWN|BUSY|PYTHON)\b[!?]?"
    r"|#N/A\b(?: N/A)?|#NV\b|#GETTING_DATA|#¡?[A-ZÀ-ÝА-Я0-9/]{2,}[!?]|#Н/Д|^#{3,}$|\bErr:5\d\d\b"
)
_FORMULA = re.compile(r"=|[+@-]\s*[A-Z]+[A-Z0-9.]*\(")
# A question mark for each letter of a word, and the box of a font that has not the letter.
_LOST_LETTER = re.compile(r"\w*[^\W\d_]\?[^\W\d_]+|(?<!\S)\?{2,}(?![^\W\d_])|[\ufffd\u25a1\u25af]")
# Most cells: words, codes, dates and numbers in signs that no rule below looks for.
_PLAIN = re.compile(r"(?!.*(?:  |Err:))[A-Za-z0-9(](?:[A-Za-z0-9 .,:;/()_$\[\]-]*[A-Za-z0-9.,:;/()_$\[\]-])?")
_ADDRESS = re.compile(r"https?://\S+")
_LATIN_RUN = re.compile(r"[\u00a1-\u00ff]{4,}")

# Letters as programs and mail write those that they cannot: %C3%B4, =C3=B4, with a backslash, and in UTF-7 +APQ-.
_ESCAPED = re.compile(r"(?:[%=][0-9A-F]{2}){2,}|(?:\\u[0-9a-fA-F]{4}|\\x[89a-fA-F][0-9a-fA-F])+|\+[A-Za-z0-9+/]{3,}-?")
_OUTSIDE = re.compile(rf"(?P<address>https?://\S+)|{_ESCAPED.pattern}")

# What a reading in the right encoding is made of beside plain signs; a letter of another kind is there by chance.
_WESTERN = re.compile(r"[\u00a0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2010-\u203a\u20ac\u2122]")
_ELSEWHERE = re.compile(
    r"[\u0100-\u017f\u0218-\u021b\u0386-\u03ce\u0401-\u045f\u0490\u0491\u05d0-\u05ea\u0600-\u06ff\u0e00-\u0e7f"
    r"\u1ea0-\u1ef9\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]"
)

_TWO_ALPHABETS = re.compile(r"\w*(?:[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z])\w*")

# UTF-8 read as one of these gives text that turns back into UTF-8 without a remainder.
_MISREAD_AS = (
    "cp1252",
    "latin-1",
    "cp437",
    "cp850",
    "mac_roman",
    "gb18030",
    "cp949",
    "big5",
    "cp932",
    "koi8_r",
    "cp1251",
)
_EASTERN = ("gb18030", "cp949", "big5", "cp932", "koi8_r", "cp1251")
_READ_AS_LATIN = ("cp949", "gb2312", "big5", "cp932", "cp1251", "koi8_r")
# Western text in the first encoding, read as the second: a letter of another script inside a word.
_MIXED_UP = tuple(
    (written, read_as)
    for written in ("cp1252", "mac_roman", "cp437")
    for read_as in ("cp1252", "mac_roman", "cp437", "cp850", "cp1251", "cp1253")
    if written != read_as
)
_FOREIGN_IN_WORD = re.compile(
    r"[A-Za-z][\u0370-\u04ff\u2200-\u23ff\u2500-\u25ffÀ-ÖØ-Þ™†‡•‰…“”„‚ˆ˜›‹¤§¶©®¬¥¢£]+(?=[a-z])"
)


def text_problem(text: str) -> Problem | None:
    """The first rule that a text breaks, with what is expected; nothing when it is sound."""
    if _PLAIN.fullmatch(text):
        return None
    if (not text.isascii() or _ESCAPED.search(_ADDRESS.sub("", text))) and (problem := _encoding_problem(text)):
        return problem
    for position, character in enumerate(text, start=1):
        if not (character.isascii() and character.isprintable()) and is_invisible(character):
            name = unicodedata.name(character, "a control character")
            return "character", f"U+{ord(character):04X} ({name}) at character {position} is invisible; remove it"
    if match := _TWO_ALPHABETS.search(text):
        message = f"{match.group()!r} mixes letters of two alphabets that look alike; write the word in one"
        return "character", message
    if text != text.strip():
        return "outer-space", f"spaces around the text; write {text.strip()!r}"
    if "  " in text:
        return "double-space", f"two spaces side by side; write {re.sub(' +', ' ', text)!r}"
    return _spreadsheet_problem(text) or _markup_problem(text) or _letter_problem(text)


def _encoding_problem(text: str) -> Problem | None:
    """Text read in a wrong encoding, once or more often, or left as a program writes letters that it cannot."""
    meant = meant_text(text)
    for _ in range(3):
        meant = list(dict.fromkeys(deeper for reading in meant for deeper in meant_text(reading) or [reading]))
    lost = "mojibake", "this was read in a wrong encoding, and letters were lost; look at the source and write them"
    if not meant:
        return lost if is_bad(text) else None
    if any("\ufffd" in reading for reading in meant):
        return (
            "lost-letter",
            "letters were lost before it was read in a wrong encoding; look at the source and write them",
        )
    meant = [reading for reading in meant if not is_bad(reading)]
    if not meant:
        return lost
    return "mojibake", f"this was read in a wrong encoding; {' or '.join(map(repr, meant))} is meant"


# Letters and signs by their category that are drawn as nothing: fillers of Hangul, a blank of Braille, what chooses how
# the sign before it looks, and what stands for an object that is not there.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\ufffc\u034f\u17b4\u17b5" + "".join(map(chr, range(0xFE00, 0xFE10))))


def is_invisible(character: str) -> bool:
    """Control, bidi, zero-width, private and unassigned characters, and every space but the plain one."""
    return (unicodedata.category(character)[0] in "CZ" or character in _BLANK) and character != " "


def _spreadsheet_problem(text: str) -> Problem | None:
    if match := _SPREADSHEET_ERROR.search(text):
        return "spreadsheet-error", f"{match.group()} is the error of a spreadsheet; write the value that stood there"
    if _FORMULA.match(text):
        return "formula", "a spreadsheet takes this for a formula; write the value itself"
    if text.startswith("'") and (text.count("'") == 1 or text[1:2] in "=+-@0123456789"):
        return "formula", f"the apostrophe at the start is a spreadsheet's sign for text; write {text[1:]!r}"
    return None


def _markup_problem(text: str) -> Problem | None:
    if match := _HTML.search(_ADDRESS.sub("", text)):
        return "html", f"{match.group()!r} is HTML; write plain text"
    return None


def _letter_problem(text: str) -> Problem | None:
    if match := _LOST_LETTER.search(_ADDRESS.sub("", text)):
        found = match.group()
        sign = f"the question mark in {found!r}" if "?" in found else f"U+{ord(found):04X}"
        return "lost-letter", f"{sign} stands for a letter that was lost; look at the source and write it"
    plain = unicodedata.normalize("NFC", text)
    return ("nfc", f"accents stand apart from their letters; write {plain!r} (Unicode NFC)") if plain != text else None


def meant_text(text: str) -> list[str]:
    """What text read in a wrong encoding was meant to be: one reading, several, or none when nothing looks wrong."""
    if (plain := _unescaped(text)) != text:
        return [plain]
    for encoding in _MISREAD_AS:
        fixed = _recoded(text, encoding, "utf-8")
        if fixed and _is_likely(text, fixed, encoding):
            return [fixed]
    if _LATIN_RUN.search(text) and (found := _latin_readings(text)):
        return found
    fixed = text
    while (once := ftfy.fix_encoding(fixed)) != fixed:
        fixed = once
    if fixed != text:
        return [fixed]
    if read := _exchanged(text):
        return [read]
    if not _FOREIGN_IN_WORD.search(text):
        return []
    readings = (_recoded(text, read_as, encoding) for encoding, read_as in _MIXED_UP)
    return list(dict.fromkeys(read for read in readings if read and not _FOREIGN_IN_WORD.search(read)))


def _exchanged(text: str) -> str:
    """Text of one encoding read as another one of its neighbours: told by capitals inside words, and by words of
    Chinese letters with spaces between them."""
    if re.search(r"\b[\u0430-\u044f][\u0410-\u042f]{2,}\b", text):
        readings = (_recoded(text, read, written) for read, written in (("koi8_r", "cp1251"), ("cp1251", "koi8_r")))
        found = (read for read in readings if re.search(r"\b[\u0410-\u042f]?[\u0430-\u044f]+\b", read))
        return next((read for read in found if not re.search(r"[\u0430-\u044f][\u0410-\u042f]", read)), "")
    if re.fullmatch(r"(?=.{6})[\u4e00-\u9fff]+(?: [\u4e00-\u9fff]+)+", text):
        read = _recoded(text, "gb18030", "euc_kr")
        return read if re.fullmatch(r"[\uac00-\ud7a3 ]+", read) else ""
    return ""


def _is_likely(text: str, fixed: str, encoding: str) -> bool:
    """Whether a reading is one that somebody wrote, and no chance: a word of Korean or Chinese is often the
    bytes of some other letters too."""
    letters = [letter for letter in fixed if not letter.isascii() and letter != "\ufffd"]
    elsewhere = [letter for letter in letters if not _WESTERN.fullmatch(letter)]
    if not all(map(_ELSEWHERE.fullmatch, elsewhere)):
        return False
    if "\ufffd" in fixed:
        return True
    if all(
        unicodedata.name(letter, "").startswith("LATIN") for letter in elsewhere
    ):  # accents and quotes stand at a letter, which is left as it was
        return encoding not in _EASTERN or re.search(r"[A-Za-z][^\x00-\x7f]|[^\x00-\x7f]+[a-z]", text) is not None
    words = re.findall(r"[^\W\d_]+", "".join(letter if not letter.isascii() else " " for letter in fixed))
    is_cased = all(word[1:].islower() or word.isupper() or word.lower() == word.upper() for word in words)
    return encoding not in _EASTERN or (is_cased and max(map(len, words), default=0) > 2)


def _unescaped(text: str) -> str:
    """Text with the letters that were written by their numbers, outside addresses."""

    def letter(match: re.Match[str]) -> str:
        written = match.group()
        with suppress(UnicodeDecodeError, ValueError):
            if written[0] == "\\":
                return written.encode().decode("unicode_escape")
            if written[0] == "+":
                return _from_utf7(written)
            return bytes.fromhex(written.replace("%", "").replace("=", "")).decode()
        return written

    return _OUTSIDE.sub(lambda match: match.group() if match["address"] else letter(match), text)


def _from_utf7(written: str) -> str:
    """What a run of UTF-7 stands for; the run itself where that is nothing that somebody writes."""
    read = written.encode().decode("utf-7")
    # Without a sign at its end a run may be a word behind a plus.
    is_marked = written.endswith("-") or re.search(r"[a-z/+\d][A-Z/+]|\d[a-z]", written[1:]) is not None
    is_sign = len(read) == 1 and read in '"&<>=#$%@;|~^{}[]\\*!'
    is_text = all(_WESTERN.fullmatch(letter) or _ELSEWHERE.fullmatch(letter) for letter in read)
    return read if is_marked and (is_sign or (read and is_text)) else written


def _latin_readings(text: str) -> list[str]:
    """The readings of text in which runs of accented letters are words of another script."""
    runs, found = set(_LATIN_RUN.findall(text)), []
    for encoding in _READ_AS_LATIN:
        read = {run: _recoded(run, "cp1252", encoding) or _recoded(run, "latin-1", encoding) for run in runs}
        if all(word and _is_one_script(word, encoding) for word in read.values()):
            whole = text
            for run, word in read.items():
                whole = whole.replace(run, word)
            found.append(whole)
    return found


def _recoded(text: str, read_as: str, encoding: str) -> str:
    """The text as it would have been, had it been read in the right encoding; empty when that cannot be."""
    try:
        read = text.encode(read_as).decode(encoding)
    except UnicodeError:
        return ""
    return read if read != text and all(letter.isprintable() for letter in read) else ""


def _is_one_script(text: str, encoding: str) -> bool:
    """Whether a reading looks like a language that is written in this encoding."""
    share = {
        "cp949": r"[\uac00-\ud7a3]",
        "gb2312": r"[\u4e00-\u9fff]",
        "big5": r"[\u4e00-\u9fff]",
        "cp932": r"[\u3040-\u30ff\u4e00-\u9fff]",
        "cp1251": r"[\u0410-\u044f\u0451]",
        "koi8_r": r"[\u0410-\u044f\u0451]",
    }[encoding]
    fits_case = text[1:].islower() or text.isupper() or not text[0].isalpha() or encoding not in ("cp1251", "koi8_r")
    return bool(re.fullmatch(f"{share}+", text)) and fits_case
