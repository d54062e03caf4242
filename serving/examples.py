"""How to load the record from this server, in three lines of each tool that its readers use."""

from typing import Final

from language.messages import mark

TABLE: Final = "worker_claims"


def examples(data: str) -> dict[str, str]:
    """Three lines each by the name of the tool. `data`: the whole address of the folder, `https://host/data/`."""
    return {
        "Python": "import pandas\n"
        f'claims = pandas.read_csv("{data}{TABLE}.csv")\n'
        'spans = claims[claims["measure"] == "present"].groupby("iso3").agg({"low": "min", "high": "max"})',
        "R": f'claims <- read.csv("{data}{TABLE}.csv", na.strings = "")\n'
        'present <- claims[claims$measure == "present", ]\n'
        "spans <- merge(aggregate(low ~ iso3, present, min), aggregate(high ~ iso3, present, max), all = TRUE)",
        mark("Excel (Data, Get data, Blank query, Advanced editor)"): "let\n"
        f'    Claims = Csv.Document(Web.Contents("{data}{TABLE}.csv"), [Delimiter = ",", Encoding = 65001])\n'
        "in  Table.PromoteHeaders(Claims)",
    }
