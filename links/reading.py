"""A link read: the value of each parameter, and a sentence for whatever in it could not be followed."""

from collections.abc import Mapping, Sequence
from typing import Any

from language.messages import tr
from language.sentences import without_the_sentence
from links.params import FEW, Param, PartlyValid, shown


def read_link(params: Sequence[Param], asked: Mapping[str, Sequence[str]]) -> tuple[dict[str, Any], list[str]]:
    """The value of every parameter, and a sentence for each thing in the link that could not be followed.

    `asked`: every parameter of the address with all its values. A repeated parameter counts once, by its first value,
    or, if it is a list, by its first FEW.
    """
    values: dict[str, Any] = {p.name: p.default for p in params}
    notices = []
    for param in sorted(params, key=lambda each: each.parse_beside is not None):
        given = list(asked.get(param.name, []))
        if not given:
            continue
        text = ",".join(given[:FEW]) if param.is_list else given[0]
        try:
            values[param.name] = parsed(param, text, values)
        except ValueError as error:
            values[param.name] = used = error.value if isinstance(error, PartlyValid) else param.default
            what = param.write(used) if used not in (None, "", ()) else tr("the page without it")
            notices.append(
                tr(
                    "The link asked for {name}={asked}; {why}. Showing {what}.",
                    name=param.name,
                    asked=shown(text),
                    why=error,
                    what=what,
                )
            )
        if len(given) > (most := FEW if param.is_list else 1):
            times = {"name": param.name, "n": len(given), "most": most}
            notices.append(
                tr("The link gives {name} {n} times; the first {most} count.", **times)
                if most > 1
                else tr("The link gives {name} {n} times; the first one counts.", **times)
            )
    known = {param.name for param in params}
    for name in asked:
        if name not in known:
            notices.append(
                tr(
                    "The link has a parameter {name}, which this page does not know; it is left out.",
                    name=shown(name),
                )
            )
    return values, notices


def parsed(param: Param, text: str, others: Mapping[str, Any]) -> Any:
    """The value of a text as it stands, or else without what a sentence around the link left on it.

    `others`: the values of the parameters read before.
    """
    beside = param.parse_beside
    parse = param.parse if beside is None else lambda each: beside(each, others)
    try:
        return parse(text)
    except ValueError as refused:
        if param.is_free:
            raise
        for bare in without_the_sentence(text):
            try:
                return parse(bare)
            except PartlyValid:
                raise
            except ValueError:
                continue
        raise refused
