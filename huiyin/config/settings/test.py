"""The suite: quick hashing, no shared state, the database named by the environment."""

import os

os.environ.setdefault("HUIYIN_SECRET_KEY", "test-only-" + "0" * 54)
os.environ.setdefault("HUIYIN_VAULT_KEY", "11" * 32)
os.environ.setdefault("HUIYIN_LEDGER_KEY", "22" * 32)
os.environ.setdefault("HUIYIN_DATABASE_URL", "sqlite://:memory:")

from huiyin.config.settings.base import *

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Tests of the ledger open these themselves: emptying the tables between tests must be possible.
LEDGER_WITNESS_DIR = ""
LEDGER_LOCKED = False
NOTICE_CHANNELS = ["site", "console"]
WHITENOISE_AUTOREFRESH = True
