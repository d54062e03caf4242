"""What the values of a coded column mean, and how a row of a table is said, as the descriptor has it.

A value's words stand with it in `categories` of `datapackage.json`, where the check demands them; nothing here or in
the rooms above says them again.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from language.messages import mark, tr
from loaders.descriptor import read_descriptor

Categories = dict[str, dict[str, Any]]
_shown: dict[tuple[str, str], Categories] = {}
_sentences: dict[str, str] = {}
_titles: dict[str, str] = {}


def use(descriptor: Mapping[str, Any]) -> None:
    """From now on words are those of this descriptor: that of the record that is shown."""
    fields = [
        (resource["name"], field) for resource in descriptor["resources"] for field in resource["schema"]["fields"]
    ]
    new = {
        (table, field["name"]): {category["value"]: category for category in field["categories"]}
        for table, field in fields
        if "categories" in field
    }
    _shown.update(new)
    titled = {field["name"]: field["title"] for _, field in fields if "title" in field}
    _titles.update(titled)
    for column in set(_titles) - set(titled):
        del _titles[column]
    _sentences.update({resource["name"]: resource.get("sentence", "") for resource in descriptor["resources"]})


def sentence(table: str) -> str:
    """How a row of a table is said, with its columns in braces; empty for a claim with a figure."""
    if not _sentences:
        use(read_descriptor()[0])
    return tr(_sentences[table])


def titles() -> Mapping[str, str]:
    """What a column is called where a row is shown in full, by its name: of those that the descriptor gives a `title`.

    Any other is shown where a page names it, and nowhere else.
    """
    if not _sentences:
        use(read_descriptor()[0])
    return {column: tr(title) for column, title in _titles.items()}


def worded(table: str, column: str, value: object) -> object:
    """A cell of a table in words: of a coded column those of its value, of any other the cell as it is."""
    if not _shown:
        use(read_descriptor()[0])
    known = _shown.get((table, column), {})
    return tr(str(known[str(value)]["label"])) if str(value) in known else value


class Codes(Mapping[str, str]):
    """The words of the values of a column, by value, in the order of the descriptor.

    `also`: values that no row holds and that stand beside those of the column, each with its `label` and what else is
    said of it, before the value `before`. Words are looked up when they are asked for, since the record may be replaced
    while the dashboard runs.
    """

    def __init__(self, table: str, column: str, *, also: Categories | None = None, before: str | None = None) -> None:
        self.table, self.column = table, column
        self.also, self.before = dict(also or {}), before

    def __getitem__(self, value: str) -> str:
        return self.said(value, "label")

    def __iter__(self) -> Iterator[str]:
        for value in self._known:
            if value == self.before:
                yield from self.also
            yield value

    def __len__(self) -> int:
        return len(self._known) + len(self.also)

    @property
    def _known(self) -> Categories:
        """The values that rows hold."""
        if not _shown:
            use(read_descriptor()[0])
        return _shown[self.table, self.column]

    def said_after(self, value: str) -> str:
        """What is said after a figure that one value of the column counts: 'a year'; may be empty."""
        return self.said(value, "saidAfter")

    def said(self, value: str, name: str) -> str:
        """A text that one value of the column says, one of `descriptor.SAID`, in the language of the reader."""
        return tr(str(self.says(value, name)))

    def says(self, value: str, name: str) -> Any:
        """What one value of the column says of one thing."""
        known = self._known
        return (known[value] if value in known else self.also[value])[name]

    @property
    def order(self) -> dict[str, int]:
        """The place of each value in the order of the descriptor."""
        return {value: place for place, value in enumerate(self)}

    def each(self, name: str) -> dict[str, Any]:
        """What each value of the column says of one thing, such as the `time` of a measure."""
        return {value: category[name] for value, category in self._known.items()}

    def where(self, **said: object) -> tuple[str, ...]:
        """The values of which all this is said, in order: `CHANNELS.where(kind="cost")`."""
        return tuple(value for value, category in self._known.items() if said.items() <= category.items())

    def first(self, **said: object) -> str:
        """The first of these values."""
        return self.where(**said)[0]


class Derived(Codes):
    """The words of codes that no column holds, since they are worked out, in order; what is said of each is `known`."""

    def __init__(self, known: Categories) -> None:
        super().__init__("", "")
        self.known = known

    @property
    def _known(self) -> Categories:
        return self.known


WORKER_MEASURES: Final = Codes("worker_claims", "measure")
"""`time`: a `stock` has a number on a day, a `flow` one over a time. `says`: workers are `there`, or `were` there;
`zeroSays`: what a zero about the whole of a place says, that they are `gone` or `nothing`. `phase`: what it tells of
their return, whenever that was: that they went `home`, how many were `left`, or a `difference` that is neither."""
POPULATIONS: Final = Codes("worker_claims", "population")
"""`isWorkers`: it holds none but workers."""
SECTORS: Final = Codes("worker_claims", "sector")
"""`extent`: `every` sector together, `several`, or `one`. `isIt`: those who work in it are IT workers."""
HOST_SECTORS: Final = Codes("host_sectors", "sector")
"""As SECTORS."""
TOTAL_MEASURES: Final = Codes("worker_totals", "measure")
"""`factor`: of a calculation of what the state earns the `workers`, their `wage` or the `share` that it keeps, the
`product` of these, or `none`."""
HOST_STATES: Final = "host_states"
"""The measure of totals of how many jurisdictions host workers."""
STOLEN: Final = "stolen_by_dprk"
"""The measure of totals of thefts that single thefts stand beside."""
THEFT_MEASURES: Final = Codes("theft_totals", "measure")
"""`kind`: `money` or `percent`. `linkName`: its name in a link, if it is asked about year by year, else empty; then
its `heading` in a choice, what is `counted`, and how titles say it: `ofSpan`, `inYear`, `yearByYear`."""
PROGRAMME: Final = "programme_revenue"
"""The topic of the yearly income of the IT workers' whole programme, which stands in `revenue_claims`."""
IT_MEASURES: Final = Codes(
    "it_worker_claims",
    "measure",
    also={PROGRAMME: {"label": mark("yearly income of the whole programme"), "isUnitNamed": False}},
    before="case_revenue",
)
"""`subject`: under which of the subjects of the page it stands. `isInPlace`: whether a claim places IT workers or their
firm in the jurisdiction that it names. `isUnitNamed`: its words name its unit already, as "IT workers abroad" do.
`factor`: as of TOTAL_MEASURES."""
IT_HOSTS: Final = ("host_countries", "countries")
"""The measure, and the unit, of how many countries host IT workers."""
IT_UNITS: Final = Codes("it_worker_claims", "unit")
TOTAL_UNITS: Final = Codes("worker_totals", "unit")
"""`kind`: `money`, `percent` or `count`. `saidAfter`: what is said after a figure, such as the time it is counted by.
`isWhole`: it is counted in whole numbers."""
A_MONTH: Final = "usd_per_month"
A_YEAR: Final = "usd_per_year"
CHANNELS: Final = Codes("revenue_claims", "channel")
"""`kind`: `income`, what weapons `cost`, or a `yardstick` that is no income. Kinds are never added to each other; nor
are channels of one kind, since they overlap. `earnedBy`: by `workers` abroad, by `it` workers, by `theft`, or by
`none` of these alone. `besideThefts`: in which group it stands beside what was stolen."""
WHOLES: Final = Codes("revenue_claims", "share_of")
PERIODS: Final = Codes("revenue_claims", "per")
"""`saidAfter`: what is said after a figure. `time`: it counts by the `year`, is a `flow` over the whole period, or
neither, `none`."""
DOCUMENT_KINDS: Final = Codes("sources", "kind")
"""`isSigned`: somebody answers for it. `isRetelling`: it is never the primary document of an amount taken from somebody
else. `csl`, `bibtex`, `ris`: its type in these formats."""
SEEN: Final = Codes("sightings", "seen")
GRADES: Final = Codes("worker_claims", "grade")
VICTIM_KINDS: Final = Codes("incidents", "victim_kind")
ACTS: Final = Codes("incidents", "act")
"""`isTheft`: it is among the thefts that pages show."""
COVERS: Final = Codes("incidents", "covers")
"""`isOne`: a row is a single theft."""
ATTRIBUTOR_KINDS: Final = Codes("attributions", "attributor_kind")
"""`ifAlone`: on what a theft rests that nobody else attributes, before the name."""
STRENGTHS: Final = Codes("attributions", "strength")
"""How firmly an incident is attributed, firmest first; an incident counts under the firmest it has. `counts`:
whether an attribution carries a theft `alone`, with another `by_two`, `never`, or speaks `against` it."""
STEPS: Final = Codes("laundering", "kind")
"""`withinSentence`: its words in the middle of one. `outcome`: of which of OUTCOMES it tells, or `none`."""
OUTCOMES: Final = ("recovered", "seized", "frozen")
"""Three outcomes of a theft, never added to one another."""
REPORTS: Final = Codes("events", "reported_to_un")
ABOUT: Final = Codes("events", "about")
"""`isIt`: an event about IT workers."""
THEFT: Final = "theft"
"""The lane of the largest thefts, beside those of the table of events."""
_THEFTS: Final[Categories] = {THEFT: {"label": mark("Largest thefts"), "withinSentence": mark("largest thefts")}}
LANES: Final = Codes("events", "lane", also=_THEFTS, before="advisory")
"""`withinSentence`: its words in the middle of one.
`concerns`: the `hosts` of workers, the `measures` of states and courts, or `other`. `says`: workers are `there`, or
`gone`."""
