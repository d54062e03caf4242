"""A tab that one test has left is, for the next, as a new one."""

from typing import Any

READ = """async () => ({
    local: Object.entries(localStorage), session: Object.entries(sessionStorage), name: window.name,
    databases: (await indexedDB.databases()).length, history: history.length, ran: window.ran,
    cookies: document.cookie.split("; ").map(cookie => cookie.split("=")[0]),
    width: innerWidth, dark: matchMedia("(prefers-color-scheme: dark)").matches,
    paper: matchMedia("print").matches,
})"""
FILL = """async () => {
    localStorage.setItem("hc-basket", "[1]"); sessionStorage.setItem("here", "1"); window.name = "mine"; window.ran = 1
    document.cookie = "who=me"
    await new Promise(done => { indexedDB.open("kept", 1).onsuccess = done })
}"""


def test_nothing_goes_along_with_a_tab_that_is_used_again(tabs: Any) -> None:
    first = tabs.take(390, 844, "dark", locale="en-GB")
    quiet = f"{first.base}/data/"  # a page without a script, which says that it has no icon
    first.page.goto(quiet)
    new = first.page.evaluate(READ)
    first.page.evaluate(FILL)
    first.page.emulate_media(media="print")
    first.context.new_page()
    first.page.goto(f"{quiet}?again")
    filled = first.page.evaluate(READ)
    assert {name for name in new if new[name] != filled[name]} >= {
        "local",
        "session",
        "databases",
        "cookies",
        "history",
        "paper",
    }
    tabs.give_back(first, locale="en-GB")

    other = tabs.take()
    again = tabs.take(390, 844, "dark", locale="en-GB")
    assert again is first is not other, "a context of other options is another"
    assert len(again.context.pages) == 1
    again.page.goto(quiet)
    assert again.page.evaluate(READ) == new
    again.leave()
    again.come(1366, 768, "light")
    again.page.goto(quiet)
    assert again.page.evaluate(READ) == new | {"width": 1366, "dark": False}
    tabs.give_back(again, locale="en-GB")

    still = tabs.take(reduced_motion="reduce")
    assert still.page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches"), "what was asked for holds"
    tabs.give_back(still, reduced_motion="reduce")

    other.faults.append("a fault")
    tabs.give_back(other)
    assert tabs.take() is not other, "a tab that has seen a fault is not used again"
