"""The demonstration on one's own machine: invented people, one-click personas, loopback only."""

import os

os.environ.setdefault("HUIYIN_SECRET_KEY", "demonstration-only-" + "0" * 45)
os.environ.setdefault("HUIYIN_VAULT_KEY", "d0" * 32)
os.environ.setdefault("HUIYIN_LEDGER_KEY", "d1" * 32)

from huiyin.config.settings.base import *

DEMONSTRATION = True
MIDDLEWARE = ["huiyin.config.checks.LoopbackOnlyMiddleware", *MIDDLEWARE]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", ".localhost"]
NOTICE_INLINE = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
