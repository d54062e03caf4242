"""What a soak calls growth. The soak itself takes minutes: `make soak`."""

import pytest

from benchmarks.soak import Held, faults


@pytest.mark.parametrize(
    ("last", "failed", "said"),
    [
        (Held(340, 42), 0, []),
        (Held(250, 20), 0, []),
        (Held(351, 40), 0, ["memory grew from 300 to 351 MB"]),
        (Held(300, 46), 0, ["open files grew from 40 to 46"]),
        (Held(300, 40), 2, ["2 answers failed"]),
    ],
)
def test_growth_is_told(last, failed, said):
    assert faults(Held(300, 40), last, failed) == said
