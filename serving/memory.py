"""What the process does not hold at rest: what others read for themselves and never let go of.

`make bench` says what is left, beside a bare page.
"""

import gc

from plotly.validator_cache import ValidatorCache

from language.locales import let_go


def forget_attributes_of_figures() -> None:
    """Let go of all that Plotly knows of every attribute: 10 MB, which Streamlit has it read for a theme that our
    figures do without. Should a figure be checked here, Plotly reads it again."""
    ValidatorCache._json_cache = None


def set_aside() -> None:
    """Spare the garbage collector what is there for good: modules, the record, what has been drawn. It would look at
    all of it again and again, a tenth of a second each time, and all readers would wait."""
    let_go()
    gc.collect()
    gc.freeze()
