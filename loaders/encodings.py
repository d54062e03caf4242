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
    "iso8859_5": r"[\u0401-\u0451№]",
    "mac_cyrillic": r"[\u0401-\u0451«»—–’“”№…]",
    "cp1253": r"[\u0386-\u03ce’‘“”–—…«»€·°]",
    "cp874": r"[\u0e01-\u0e5b’‘“”–—…]",
    "cp1256": r"[\u0600-\u06ff\u2018-\u201d«»–—…]",
    "cp1252": r"[À-ÖØ-öø-ÿŒœŠšŽž’‘“”–—…«»€£·°]",
    "mac_roman": r"[À-ÖØ-öø-ÿŒœ’‘“”–—…«»€£·°]",
    "cp437": r"[À-ÖØ-öø-ÿ«»£·°]",
    "cp1254": r"[ÂÇÎÖÛÜâçîöûüĞğİıŞş’‘“”–—…«»€·°]",
    "iso8859_2": r"[ÁÂÄÇÉËÍÎÓÔÖÚÜÝáâäçéëíîóôöúüýßĀ-žŐőŰű·°]",
    "cp1250": r"[ÁÂÄÇÉËÍÎÓÔÖÚÜÝáâäçéëíîóôöúüýßĀ-žŐőŰű’‘“”„–—…«»€·°]",
}
_CYRILLIC = ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic", "cp1253")
_LATIN = ("cp1252", "mac_roman", "cp437", "cp1254", "iso8859_2", "cp1250")
_SIGNS_OF_1252 = re.compile("[‘’“”–—…€£·°«»]+")
_OWN = {"cp1250": "[\u0100-\u017f]", "iso8859_2": "[\u0100-\u017f]", "cp1254": "[ĞğİıŞş]"}
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
    if ("cp1252", True) in ((encoding, bool(_SIGNS_OF_1252.fullmatch(run))) for encoding, run in found):
        found = [(encoding, run) for encoding, run in found if encoding == "cp1252"]  # its neighbours have them too
    if len(found) > 1:  # what has none of its own letters is written in others as well
        found = [each for each in found if each[0] not in _OWN or re.search(_OWN[each[0]], data.decode(each[0]))]
    for fallback in (
        "cp874",
        "cp1253",
        *(["iso8859_2"] if "cp1250" in dict(found) else []),
    ):  # bytes of many others are letters there too
        found = [each for each in found if each[0] != fallback] if len(found) > 1 else found
    if any(encoding in _OWN for encoding, _ in found):
        found = [each for each in found if each[0] != "cp1252" or not re.search("[þðýÞÐÝ£¿¼³¹]", data.decode("cp1252"))]
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
    if re.search(r"[€£°·][^\W\d_]|[^\W\d_][—«][^\W\d_]|[^\W\d_]«", text):
        return False
    return not re.search(r"[^\W\d_][“„€£·°«»—…][a-z]", text) and all(
        word.isupper() or word[1:].islower() or len(word) == 1 for word in words
    )
