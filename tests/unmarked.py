"""What of a text in the language that is none belongs to no message."""

from language.pseudo import CLOSE, OPEN, PART_CLOSE, PART_OPEN


def unmarked(text: str) -> list[str]:
    """What of a text, as shown in this language, is part of no message: data, or a sentence that was missed."""
    found, open_marks, start = [], [""], 0
    for at, sign in enumerate(text):
        if sign not in (OPEN, CLOSE, PART_OPEN, PART_CLOSE):
            continue
        if open_marks[-1] != OPEN:
            found.append(text[start:at])
        if sign in (OPEN, PART_OPEN):
            open_marks.append(sign)
        elif len(open_marks) > 1:  # of a text that was cut at its beginning there may be more ends
            open_marks.pop()
        start = at + 1
    if open_marks[-1] != OPEN:
        found.append(text[start:])
    return [piece for piece in found if piece.strip()]
