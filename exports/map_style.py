"""How QGIS draws the map: classes as fills with a pattern, numbers as rings, each column under a name in words."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from language.messages import tr
from look.coded import FILLS
from look.palette import LIGHT, red_green_blue
from look.rings import LARGEST, LARGEST_COUNT
from subjects.hosts import STATUSES

MM_PER_PX: Final = 25.4 / 96
BRUSHES: Final = {(True, False): "b_diagonal", (False, True): "f_diagonal", (True, True): "diagonal_x"}
"""The pattern of a class in the words of QGIS, by whether it has rising and falling lines on the screen's map."""


class Class(NamedTuple):
    """How the places of a class are filled: its words, its colour as #RRGGBB, its pattern if any, and its outline."""

    label: str
    colour: str
    pattern: str | None = None
    outline: str = LIGHT.border


def classes_of_map() -> dict[str, Class]:
    """The classes of host jurisdictions as the screen's map has them, in the order of its legend."""
    return {
        status: Class(
            STATUSES[status],
            fill.colour_in(LIGHT),
            BRUSHES.get((fill.rising, fill.falling)),
            LIGHT.muted if fill.is_outlined else LIGHT.border,
        )
        for status, fill in FILLS.items()
    }


def fills(column: str, classes: Mapping[str, Class], aliases: Mapping[str, str]) -> str:
    """The style of outlines: a fill for each class of `column`. `aliases`: column -> its name in words."""
    root = _root(aliases)
    renderer = SubElement(root, "renderer-v2", type="categorizedSymbol", attr=column, forceraster="0")
    categories, symbols = SubElement(renderer, "categories"), SubElement(renderer, "symbols")
    for number, (code, each) in enumerate(classes.items()):
        SubElement(categories, "category", symbol=str(number), value=code, label=each.label, render="true")
        symbol = SubElement(symbols, "symbol", name=str(number), type="fill", alpha="1")
        outline = {"outline_color": _colour(each.outline), "outline_width": "0.2"}
        _layer(symbol, "SimpleFill", {"color": _colour(each.colour), "style": "solid", **outline})
        if each.pattern:
            lines = {"color": _colour(LIGHT.hatch), "style": each.pattern, "outline_style": "no"}
            _layer(symbol, "SimpleFill", lines)
    return _text(root)


def rings(column: str, classes: Mapping[str, Class], aliases: Mapping[str, str]) -> str:
    """The style of marks: a ring for the highest claim, a disc for the lowest, their area following the number, a cross
    for zero, and a square in the colour of its class where a place has no outline."""
    root = _root(aliases)
    renderer = SubElement(root, "renderer-v2", type="RuleRenderer", forceraster="0")
    rules, symbols = SubElement(renderer, "rules", key="rules"), SubElement(renderer, "symbols")
    cases = " ".join(f"WHEN '{code}' THEN '{_colour(each.colour)}'" for code, each in classes.items())
    people, ink, muted = (_colour(each) for each in (LIGHT.people, LIGHT.ink, LIGHT.muted))
    ring = {"name": "circle", "color": _colour(LIGHT.paper, opacity=0), "outline_color": people}
    size = f'max(1, {LARGEST * MM_PER_PX:.2f} * sqrt("%s" / {LARGEST_COUNT}))'
    square = {
        "name": "square",
        "size": "3.2",
        "color": _colour(LIGHT.paper),
        "outline_color": muted,
        "outline_width": "0.2",
    }
    marks: list[tuple[str, str, dict[str, str], dict[str, str]]] = [
        (tr("Area, filled by its status"), '"has_outline" = 0', square, {"fillColor": f'CASE "{column}" {cases} END'}),
        (
            tr("Highest claim; thin ring: no upper limit"),
            '"highest" > 0',
            ring,
            {"size": size % "highest", "outlineWidth": 'if("is_high_open", 0.15, 0.45)'},
        ),
        (
            tr("Lowest claim"),
            '"lowest" > 0 AND NOT "is_low_open"',
            {"name": "circle", "color": people, "outline_style": "no"},
            {"size": size % "lowest"},
        ),
        (tr("Zero is claimed"), '"highest" = 0', {"name": "cross2", "size": "2", "outline_color": ink}, {}),
    ]
    for number, (label, chosen, look, by_row) in enumerate(marks):
        SubElement(rules, "rule", key=f"rule {number}", symbol=str(number), label=label, filter=chosen)
        symbol = SubElement(symbols, "symbol", name=str(number), type="marker", alpha="1")
        _by_row(_layer(symbol, "SimpleMarker", {"size_unit": "MM", **look}), by_row)
    return _text(root)


def _root(aliases: Mapping[str, str]) -> Element:
    root = Element("qgis", version="3.22", styleCategories="Symbology|Fields|Forms")
    named = SubElement(root, "aliases")
    for index, (column, alias) in enumerate(aliases.items()):
        SubElement(named, "alias", field=column, index=str(index), name=alias)
    return root


def _layer(symbol: Element, kind: str, look: Mapping[str, str]) -> Element:
    layer = SubElement(symbol, "layer", {"class": kind, "enabled": "1", "pass": "0"})
    _options(SubElement(layer, "Option", type="Map"), look.items())
    return layer


def _by_row(layer: Element, expressions: Mapping[str, str]) -> None:
    """Properties of a symbol that follow from the columns of each row."""
    if not expressions:
        return
    defined = SubElement(SubElement(layer, "data_defined_properties"), "Option", type="Map")
    _options(defined, [("name", ""), ("type", "collection")])
    properties = SubElement(defined, "Option", name="properties", type="Map")
    for name, expression in expressions.items():
        one = SubElement(properties, "Option", name=name, type="Map")
        SubElement(one, "Option", name="active", type="bool", value="true")
        _options(one, [("expression", expression)])
        SubElement(one, "Option", name="type", type="int", value="3")


def _options(parent: Element, values: Iterable[tuple[str, str]]) -> None:
    for name, value in values:
        SubElement(parent, "Option", name=name, type="QString", value=value)


def _colour(colour: str, opacity: int = 255) -> str:
    return ",".join(map(str, (*red_green_blue(colour), opacity)))


def _text(root: Element) -> str:
    return "<!DOCTYPE qgis>\n" + ElementTree.tostring(root, encoding="unicode")
