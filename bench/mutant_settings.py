"""Production settings with one fault planted: a receipt is given before anything is stored.

Only for the control of a drill: a harness that cannot see this proves nothing.
"""

from bench.settings_control import *  # noqa: F403
from bench.settings_control import MIDDLEWARE

MIDDLEWARE = ["bench.mutant.EarlyReceiptMiddleware", *MIDDLEWARE]
