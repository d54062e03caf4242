"""What a term of ours means, said where it stands."""

from language.messages import Messages, mark

MEANINGS = Messages(
    {
        "span": mark("From the lowest to the highest figure in claims that count the same thing. Nothing is averaged."),
        "open_end": mark(
            "A claim leaves this end open, with “at least” or “up to”. Only figures of two or more authors beyond that "
            "claim close it."
        ),
        "claims": mark(
            "A claim is what one source says about one thing. Claims without a number are counted here but not drawn."
        ),
        "newest": mark(
            "The latest time that any of the claims is about, and when the newest of their documents was published."
        ),
        "grade": mark(
            "How directly the claim was seen, not how true it is. A: in the primary document. B: in pages of two or "
            "more publishers, which may repeat one report. C: through one publisher."
        ),
        "status": mark(
            "What claims and events say about workers before and after the deadline to send them home. The rule that "
            "decided it is given under “Why”."
        ),
        "listed": mark(
            "Whether the US advisory of 23 July 2018 is confirmed to name this place as a host of workers. Only its "
            "opening was seen, so a place that is not confirmed may still be listed."
        ),
        "read_through": mark(
            "The pages through which the document was read. What they carry decides which grade the claim may have."
        ),
    }
)


class Term(str):
    """The name of a fact that opens to what it means."""

    meaning: str


def term(code: str, name: str) -> Term:
    """The name of a fact, with its meaning, one of MEANINGS."""
    named = Term(name)
    named.meaning = MEANINGS[code]
    return named
