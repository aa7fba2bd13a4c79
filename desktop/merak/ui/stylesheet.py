"""Makes the one style sheet from the template in resources/styles.

In the template `$name` is a colour token and `8u` is a length that grows with the text; `1px`
stays a hairline at any size.
"""

import re
from dataclasses import asdict
from string import Template

from merak import paths
from merak.ui.tokens import Tokens

_LENGTH = re.compile(r"\b(\d+)u\b")


def build(tokens: Tokens, scale: float) -> str:
    """Returns the style sheet for these colours at this size."""
    template = (paths.resources() / "styles" / "merak.qss").read_text("utf-8")
    coloured = Template(template).substitute(asdict(tokens))
    return _LENGTH.sub(lambda found: f"{max(1, round(int(found[1]) * scale))}px", coloured)
