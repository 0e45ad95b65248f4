"""Production: everything over HTTPS, cookies bound to the host."""

from huiyin.config import env
from huiyin.config.settings.base import *

REQUIRE_DURABLE_DATABASE = True
SMS_IN_LOG = env.flag("HUIYIN_SMS_IN_LOG")
SECURE_SSL_REDIRECT = env.flag("HUIYIN_HTTPS", "yes")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT
if SECURE_SSL_REDIRECT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
