"""A picture is drawn once, although the front end hands it to Plotly twice."""

from typing import Any

# Plotly gives each plot `on` and then `emit` before it draws it for the first time.
COUNT = """() => {
    window.drawn = {}
    const count = plot => {
        const [, chart] = plot.closest("[class*=st-key-chart_]").className.match(/st-key-chart_(\\w+)/)
        window.drawn[chart] = (window.drawn[chart] ?? 0) + 1
    }
    Object.defineProperty(HTMLElement.prototype, "emit", {configurable: true, set(value) {
        Object.defineProperty(this, "emit", {value, writable: true, configurable: true})
        this.on("plotly_beforeplot", () => count(this))
    }})
}"""


def test_a_picture_is_drawn_once_when_a_page_opens_at_a_step_and_at_a_choice(reader: Any) -> None:
    """A view that the server has at hand: while one is being made its page comes in pieces."""
    reader.go("/host_countries")
    page = reader.go("/method")
    page.evaluate(COUNT)

    def drawn() -> Any:
        return page.evaluate("() => { const now = window.drawn; window.drawn = {}; return now }")

    with reader.rerun():
        page.get_by_role("link", name="Host countries", exact=True).first.click()
    assert drawn() == {"map": 1}
    with reader.rerun():
        page.locator("[class*=st-key-years_chevron_right-] button").first.click()
    assert drawn() == {"map": 1}
    with reader.rerun():
        page.locator(".st-key-places button").first.click()
    times = drawn()
    assert {"map", "ranges"} <= times.keys()
    assert set(times.values()) == {1}
    page.evaluate("delete HTMLElement.prototype.emit")
