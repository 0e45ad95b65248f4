"""The demonstration's settings without its deliveries inside the act: as in production."""

from huiyin.config.settings.demo import *  # noqa: F403

NOTICE_INLINE = False
