"""In which encoding a file that is not UTF-8 may have been written, told by whether a language comes out."""

import re

_LETTERS = re.compile(r"[^\x00-\x7f]+")
_WORDS = re.compile(r"[^\W\d_]+")
_SENSIBLE = {
    "cp949": r"[\uac00-\ud7a3\u3000-\u303f\u2018-\u201d·]",
    "gb18030": r"[\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e\u2018-\u201d·—…]",
    "big5": r"[\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e\u2018-\u201d·—…]",
    "cp932": r"[\u3040-\u30ff\u4e00-\u9fff\u3000-\u303f]",
    "euc_jp": r"[\u3040-\u30ff\u4e00-\u9fff\u3000-\u303f]",
    "cp1251": r"[\u0401-\u0451«»—–’“”№…]",
    "koi8_r": r"[\u0401-\u0451]",
    "cp866": r"[\u0401-\u0451]",
    "cp1256": r"[\u0600-\u06ff\u2018-\u201d«»–—…]",
    "cp1252": r"[À-ÖØ-öø-ÿŒœŠšŽž’‘“”–—…«»€£·°]",
    "mac_roman": r"[À-ÖØ-öø-ÿŒœ’‘“”–—…«»€£·°]",
    "cp437": r"[À-ÖØ-öø-ÿ«»£·°]",
    "cp1250": r"[ÁÂÄÇÉËÍÎÓÔÖÚÜÝáâäçéëíîóôöúüýßĀ-žŐőŰű’‘“”„–—…«»€·°]",
}
_CYRILLIC = ("cp1251", "koi8_r", "cp866")
_LATIN = ("cp1252", "mac_roman", "cp437", "cp1250")
# The characters that a language is written in nearly always, where the encoding orders them by use.
_COMMON = {"cp949": ("euc_kr", 0xB0, 0xC8), "gb18030": ("gb2312", 0xB0, 0xD7), "big5": ("big5", 0xA4, 0xC6)}


def likely_encodings(data: bytes) -> list[str]:
    """Encodings under which the bytes are words of a language that uses them, each with the first such word."""
    found = []
    for encoding in _SENSIBLE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        runs = _LETTERS.findall(text)
        if runs and _is_sensible("".join(runs), encoding) and _is_spelled(text, encoding):
            found.append((encoding, max(runs, key=len)[:12]))
    if len(found) > 1:  # its letters are those of others too
        found = [(encoding, run) for encoding, run in found if encoding != "cp1250"]
    korean = [encoding for encoding, run in found if encoding == "cp949" and len(run) > 3]
    return [f"{encoding} ({run!r})" for encoding, run in found if not korean or encoding == "cp949"]


def _is_sensible(letters: str, encoding: str) -> bool:
    if len(re.findall(_SENSIBLE[encoding], letters)) < 0.95 * len(letters):
        return False
    if encoding in ("cp932", "euc_jp") and not re.search(r"[\u3040-\u30ff]", letters):
        return False
    if encoding not in _COMMON:
        return True
    codec, first, last = _COMMON[encoding]
    leads = [letter.encode(codec, "ignore")[:1] for letter in letters if "\u4e00" <= letter <= "\ud7a3"]
    common = sum(bool(lead) and first <= lead[0] <= last for lead in leads)
    return bool(leads) and common >= 0.9 * len(leads)


def _is_spelled(text: str, encoding: str) -> bool:
    """Whether words of a script with capitals have them at their start alone, and signs stand outside words."""
    if encoding not in (*_CYRILLIC, *_LATIN):
        return True
    words = [word for word in _WORDS.findall(text) if not word.isascii()]
    accents = [run for word in words for run in _LETTERS.findall(word)]
    if any(encoding in _CYRILLIC and re.search("[a-z]", word, re.IGNORECASE) for word in words):
        return False
    if encoding in _LATIN and any(len(run) > 2 for run in accents):
        return False
    return not re.search(r"[^\W\d_][“„€£·°«»—…][a-z]", text) and all(
        word.isupper() or word[1:].islower() or len(word) == 1 for word in words
    )
