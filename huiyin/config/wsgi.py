"""The web process: ``granian --interface wsgi huiyin.config.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.config.settings.prod")
application = get_wsgi_application()

# Only after the applications are loaded is there anything to check.
from huiyin.config.checks import refuse_unsafe_start  # noqa: E402

refuse_unsafe_start()
