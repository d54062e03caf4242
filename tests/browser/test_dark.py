"""In dark every page is the same but for its colours, in which all can be read."""

from typing import Any

from tests.browser.looks import OF_COLOUR, faults_of_access


def test_no_fault_of_access_in_dark(reader: Any, address: str) -> None:
    page = reader.go(address, scheme="dark")
    assert page.locator("body").evaluate("body => getComputedStyle(body).colorScheme") != "light"
    assert faults_of_access(page, OF_COLOUR) == []
