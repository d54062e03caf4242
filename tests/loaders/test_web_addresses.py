"""An address that leads through somebody else's gate, or has a reader's trace on it, is named with what to write."""

import pytest

from loaders.web_addresses import address_problem
from tests.live import RECORD

PAGE = "https://www.example.org/2019/a-report?id=7&lang=en"
QUOTED = "https%3A%2F%2Fwww.example.org%2F2019%2Fa-report%3Fid%3D7%26lang%3Den"
GATES = {
    "Outlook": f"https://eur02.safelinks.protection.outlook.com/?url={QUOTED}&data=05%7C01%7Ca%40b.org%7C0&reserved=0",
    "Outlook in an application": f"https://nam12.safelinks.protection.outlook.com/ap/w-59584e83/?url={QUOTED}&data=0",
    "Teams": f"https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url={QUOTED}",
    "Proofpoint 1": f"https://urldefense.proofpoint.com/v1/url?u={QUOTED}&k=oIvRg1%2BdGAgOoM1BIlLLqw%3D%3D%0A&s=0",
    "Proofpoint 2": "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.example.org_2019_a-2Dreport-3Fid-3D7"
    "-26lang-3Den&d=DwMFaQ&c=e&r=f&m=g&s=h&e=",
    "Proofpoint 3": "https://urldefense.com/v3/__https://www.example.org/2019/a-report?id=7*lang=en__;Jg!!Abc$",
    "Proofpoint 3, one bar": "https://urldefense.us/v3/__https:/www.example.org/2019/a-report?id=7&lang=en__;!!Abc$",
    "Barracuda": f"https://linkprotect.cudasvc.com/url?a={QUOTED}&c=E,1,abc&typo=1",
    "Cisco": f"https://secure-web.cisco.com/1AbC-dEf/{QUOTED}",
    "Sophos": "https://eu-west-1.protection.sophos.com/?d=example.org&u=aHR0cHM6Ly93d3cuZXhhbXBsZS5vcmcvMjAxOS9hLXJlcG9y"
    "dD9pZD03Jmxhbmc9ZW4=&i=5",
    "Symantec": f"https://clicktime.symantec.com/3AbC?u={QUOTED}",
    "FireEye": f"https://protect2.fireeye.com/v1/url?k=1&q=1&e=2&u={QUOTED}",
    "Trend Micro": f"https://ca-eu.click.trendmicro.com/wis/clicktime/v1/query?url={QUOTED}&umid=1&auth=2",
    "Google": f"https://www.google.com/url?sa=t&source=web&rct=j&url={QUOTED}&usg=AOvVaw0",
    "Gmail": f"https://www.google.com/url?q={QUOTED}&source=gmail&ust=1",
    "Facebook": f"https://l.facebook.com/l.php?u={QUOTED}&h=AT0",
    "Slack": f"https://slack-redir.net/link?url={QUOTED}",
    "LinkedIn": f"https://www.linkedin.com/redir/redirect?url={QUOTED}&urlhash=x",
    "VKontakte": f"https://vk.com/away.php?to={QUOTED}",
    "Zhihu": f"https://link.zhihu.com/?target={QUOTED}",
    "no referrer": f"https://href.li/?{PAGE}",
    "cache": f"https://webcache.googleusercontent.com/search?q=cache:AbC-d:{QUOTED}&hl=en",
    "translator": "https://www-example-org.translate.goog/2019/a-report?id=7&lang=en&_x_tr_sl=ko&_x_tr_tl=en",
    "older translator": f"https://translate.google.com/translate?sl=ko&tl=en&u={QUOTED}",
    "two gates": "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Flinkprotect.cudasvc.com%2Furl%3Fa%3D"
    "https%253a%252f%252fwww.example.org%252f2019%252fa-report%253fid%253d7%2526lang%253den%26c%3DE&data=0",
    "gate and trace": f"https://slack-redir.net/link?url={QUOTED}%26utm_source%3Dnewsletter",
}


@pytest.mark.parametrize("gate", GATES)
def test_the_address_inside_is_what_to_write(gate: str) -> None:
    said = address_problem(GATES[gate])
    assert said is not None
    assert said.startswith("the page is reached through another address")
    assert said.endswith(f"did you mean {PAGE!r}?"), said


@pytest.mark.parametrize(
    "text",
    [
        "https://cdn.ampproject.org.example.org/c/s/a",
        "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/a",
        "https://www.google.com/amp/s/www.example.org/news/a",
    ],
)
def test_a_copy_for_phones_is_the_page_it_is_of(text: str) -> None:
    said = address_problem(text)
    assert (said is None) == ("example.org/c" in text)
    assert said is None or "did you mean 'https://www.example.org/news/a'?" in said


@pytest.mark.parametrize(
    "added",
    [
        "utm_source=newsletter&utm_medium=email", "fbclid=IwAR0", "gclid=1", "msclkid=2", "mc_cid=3&mc_eid=4",
        "_hsmi=5", "igshid=6", "mkt_tok=7", "yclid=8", "at_medium=RSS&at_campaign=KARANGA", "smid=url-share",
        "xtor=AL-72", "UTM_Source=x", "ns_campaign=bbc", "_ga=2.1", "twclid=9",
    ],
)  # fmt: skip
def test_what_follows_a_reader_is_left_out_and_the_rest_stays(added: str) -> None:
    for text in (f"{PAGE}&{added}", PAGE.replace("?", f"?{added}&"), f"{PAGE}&{added}#page=3"):
        said = address_problem(text)
        assert said is not None
        meant = PAGE + ("#page=3" if "#" in text else "")
        assert said == f"what was added to follow a reader is no part of the address; did you mean {meant!r}?"
    said = address_problem(f"https://www.example.org/a?{added}")
    assert said is not None
    assert said.endswith("'https://www.example.org/a'?")


@pytest.mark.parametrize(
    "text", ["https://bit.ly/3AbC", "https://protect-eu.mimecast.com/s/AbC?domain=example.org", "https://lnkd.in/dAbC"]
)
def test_a_gate_that_tells_nothing_is_to_be_opened(text: str) -> None:
    said = address_problem(text)
    assert said is not None
    assert "open it and write the address that it leads to" in said
    assert "did you mean" not in said


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        "https://web.archive.org/web/20190425032619/https://www.cnn.com/asia/index.html",
        "http://news.kbs.co.kr/news/view.do?ncd=4417483&ref=Z",
        "https://www.un.org/ga/search/view_doc.asp?symbol=S/2019/171&Lang=E",
        "https://undocs.org/en/S/2019/171#page=3",
        "https://x.com/someone/status/1?s=20&t=abc",
        "https://example.org/search?q=http",
        "https://t.co.example.org/a",
        "http://rankinews.com/view.html?url=http%3A%2F%2Fwww.example.org%2Fnews",  # a copy, through which one was read
    ],
)
def test_the_address_of_a_page_is_left_alone(text: str) -> None:
    assert address_problem(text) is None


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("https://[www.example.org/a", "https://[www.example.org/a"),
        ("https://www.example℀.org/a", "https://www.example℀.org/a"),  # as a/c, where a host ends at a slash
        ("https://l.example.org/?u=https%3A%2F%2F%5Bwww.example.org", "https://[www.example.org"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, unread: str) -> None:
    assert address_problem(text) == f"{unread!r} cannot be read as an address; copy it from the page again"


def test_no_address_of_the_record_leads_elsewhere() -> None:
    urls = [url for table in ("sources", "sightings") for url in RECORD.tables[table]["url"].dropna()]
    assert len(urls) > 50
    assert [said for said in map(address_problem, urls) if said] == []
