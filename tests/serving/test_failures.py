import logging

from streamlit.testing.v1 import AppTest

from serving import failures


def test_the_reader_gets_words_and_the_log_gets_the_error_under_the_same_reference(caplog):
    def page():
        from serving.failures import tell_failure_of_page

        tell_failure_of_page(ValueError("secret at /srv/x"))

    with caplog.at_level(logging.ERROR, failures.LOG.name):
        told = AppTest.from_function(page).run().error[0].value
    entry = next(record for record in caplog.records if record.name == failures.LOG.name)
    assert entry.reference in told
    assert "secret" not in told
    assert "/srv" not in told
    assert "secret" in str(entry.exc_info[1])
    assert "again" in told


def test_the_server_uses_it():
    from serving.app import app_parts

    assert app_parts()["on_script_error"] is failures.tell_failure_of_page
