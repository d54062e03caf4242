import pytest

from loaders import check, talks
from loaders.faults import TableError
from loaders.talks import TALKS, load_talk, load_talks, offered

GOOD = """title = "A talk"
data_version = "e1370b58"

[[slide]]
view = "/crypto_theft?year=2022"
chart = "year_detail"
notes = "For the speaker."
said = ["A finding", "$1"]
"""


@pytest.fixture
def write(tmp_path):
    def write(text, name="a-talk.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def test_a_good_talk_is_read_and_shows_its_audience_no_note(write):
    talk = load_talk(write(GOOD))
    assert (talk.name, talk.title, talk.data_version) == ("a-talk", "A talk", "e1370b58")
    assert talk.slides[0].said == ("A finding", "$1")
    assert talk.for_the_audience()["slides"] == [{"view": "/crypto_theft?year=2022", "chart": "year_detail"}]
    assert talk.for_the_speaker()["slides"][0]["notes"] == "For the speaker."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "A talk"', "title = A talk", "-:-: '': toml: it cannot be read as TOML: "),
        ('title = "A talk"', 'title = ""', "-:title: '': title: it must be one line of 1 to 140 characters"),
        ('title = "A talk"', 'titel = "A talk"', "-:titel: 'A talk': field: a talk has no such field; did you mean"),
        ("e1370b58", "latest", "-:data_version: 'latest': data_version: it must be eight digits"),
        (GOOD[GOOD.index("[[") :], "", "-:slide: '': slide: there must be at least one [[slide]]"),
        ('"/crypto_theft?year=2022"', '"crypto_theft"', "1:view: 'crypto_theft': view: it must be a link of"),
        ('"/crypto', '"//elsewhere/crypto', "1:view: '//elsewhere/crypto"),
        ("/crypto_theft?", "/crypto_thefts?", "1:view: '/crypto_thefts': page: there is no such page; did"),
        ("/crypto_theft?year=2022", "/timeline?year=2022", "1:view: 'year': parameter: /timeline has no such"),
        ("?year=2022", "?year=2022&year=2021", "1:view: 'year': parameter: it is given twice"),
        ('"year_detail"', '"year_details"', "1:chart: 'year_details': chart: /crypto_theft draws no such chart"),
        ("chart =", "chrat =", "1:chrat: 'year_detail': field: a slide has no such field; did"),
        ("notes = ", "title = ", None),
        ('notes = "For the speaker."', 'title = "two\\nlines"', r"1:title: 'two\nlines': line: it must be one line"),
        ('notes = "For the speaker."', 'highlight = ""', "1:highlight: '': line: it must be one line"),
        ('notes = "For the speaker."', "notes = 3", "1:notes: '3': text: it must be text"),
        ('["A finding", "$1"]', '"A finding"', "1:said: 'A finding': said: it must be a list of texts"),
        ('["A finding", "$1"]', "[1]", "1:said: '[1]': said: it must be a list of texts"),
    ],
)  # fmt: skip
def test_every_fault_is_named_with_its_file_slide_field_value_and_rule(write, tmp_path, old, new, said):
    assert old in GOOD
    file = write(GOOD.replace(old, new))
    if said is None:
        assert load_talk(file).slides[0].title == "For the speaker."
        return
    with pytest.raises(TableError) as caught:
        load_talk(file)
    assert f"{tmp_path.name}/a-talk.toml:{said}" in str(caught.value)


def test_all_faults_of_all_talks_are_told_at_once_and_the_good_ones_are_given(write, tmp_path):
    write(GOOD)
    write(GOOD.replace("e1370b58", "").replace("year_detail", "x"), "bad.toml")
    write(GOOD, "Bad name.toml")
    found, faults = load_talks(tmp_path)
    assert [talk.name for talk in found] == ["a-talk"]
    assert [fault.rule for fault in faults] == ["name", "data_version", "chart"]


def test_what_a_page_offers_is_read_from_its_source(addresses):
    assert list(offered()) == addresses
    assert offered()["/host_countries"].params >= {"iso3", "measure", "years", "known_on"}
    assert offered()["/revenue"].has_chart("revenue_cost")
    assert not offered()["/method"].charts


def test_the_check_of_the_record_names_a_faulty_talk(write, tmp_path, monkeypatch, capsys):
    assert {file.stem for file in TALKS.glob("*.toml")} == {talk.name for talk in load_talks()[0]}
    write(GOOD.replace("year_detail", "nothing"))
    monkeypatch.setattr(check, "load_talks", lambda: talks.load_talks(tmp_path))
    assert check.main([]) == 1
    assert "a-talk.toml:1:chart: 'nothing'" in capsys.readouterr().out
