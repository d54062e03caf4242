"""Further names of networks, without which links understand fewer."""

import shutil
from pathlib import Path

import pytest

from loaders.descriptor import DATA
from loaders.network_names import network_name_faults, network_names


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "network_names.csv:-:-: '': file-missing: No such file"),
        (b"", "missing-label: a CSV file in UTF-8 is expected"),
        (b"\xff\xfe", "missing-label: a CSV file in UTF-8 is expected"),
        (b"name,network,source\nARB1,,x\n", "missing-label: a CSV file in UTF-8 is expected"),
        (b"nom,network\nARB1,Arbitrum\n", "missing-label: a CSV file in UTF-8 is expected"),
    ],
)
def test_names_of_networks_have_to_be_there(tmp_path: Path, content: bytes | None, told: str) -> None:
    copy = shutil.copytree(DATA, tmp_path / "data")
    assert list(network_name_faults(copy)) == []
    (copy / "network_names.csv").unlink()
    if content is not None:
        (copy / "network_names.csv").write_bytes(content)
    (fault,) = network_name_faults(copy)
    assert told in str(fault)


def test_without_them_pages_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert network_names()
    monkeypatch.setattr("loaders.network_names.DATA", tmp_path)
    assert network_names.__wrapped__() == {}
