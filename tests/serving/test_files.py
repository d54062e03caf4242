import pytest

from serving.files import OurFile


def test_a_file_of_ours_is_read_while_it_is_there(tmp_path):
    path = tmp_path / "x.css"
    path.write_text("a {}")
    file = OurFile(path, "text/css")
    path.unlink()
    assert file.content == b"a {}"
    assert file.url.endswith(".css")
    with pytest.raises(FileNotFoundError):
        OurFile(path, "text/css")
