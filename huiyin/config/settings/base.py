"""Everything true in every environment. demo, test and prod only override."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from huiyin.config import env

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(env.text("HUIYIN_VAR", str(ROOT / "var")))

SECRET_KEY = env.text("HUIYIN_SECRET_KEY")
VAULT_KEY = env.secret_bytes("HUIYIN_VAULT_KEY")
LEDGER_KEY = env.secret_bytes("HUIYIN_LEDGER_KEY")
#: Where checkpoints are written a second time; belongs on another volume. Empty: nowhere.
LEDGER_WITNESS_DIR = env.text("HUIYIN_WITNESS_DIR", str(VAR / "witness"))
#: Let the database itself refuse to change or delete leaves and checkpoints.
LEDGER_LOCKED = True
DEBUG = False
DEMONSTRATION = False
#: Refuse to serve from a PostgreSQL that confirms what a power cut could undo.
REQUIRE_DURABLE_DATABASE = False
ALLOWED_HOSTS = env.words("HUIYIN_HOSTS")

# Lower layers first: the same order as the import contracts.
HUIYIN_APPS = [
    "huiyin.kit",
    "huiyin.accounts",
    "huiyin.congresses",
    "huiyin.ledger",
    "huiyin.notices",
    "huiyin.procedure",
    "huiyin.contributions",
    "huiyin.search",
    "huiyin.deputies",
    "huiyin.sites",
    "huiyin.voices",
    "huiyin.suggestions",
    "huiyin.publishing",
    "huiyin.reports",
    "huiyin.bills",
    "huiyin.library",
    "huiyin.documents",
    "huiyin.desk",
    "huiyin.trace",
    "huiyin.portal",
]
INSTALLED_APPS = [
    *HUIYIN_APPS,
    "huiyin.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_prose_editor",
    "template_partials.apps.SimpleAppConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]
MIDDLEWARE = [
    # What every answer carries comes first: refusals, redirects and static files have it too.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "huiyin.kit.middleware.EdgeMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "huiyin.congresses.scope.CongressMiddleware",
    "huiyin.sites.middleware.ClosedSiteMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "huiyin.documents.middleware.ScanMiddleware",
    "huiyin.kit.middleware.NulMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "huiyin.accounts.middleware.SessionAgeMiddleware",
    "huiyin.accounts.middleware.SecondFactorMiddleware",
    "huiyin.procedure.middleware.NotLawfulMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "huiyin.config.urls"
WSGI_APPLICATION = "huiyin.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "huiyin.congresses.context.congress",
                "huiyin.kit.context.view",
                "huiyin.portal.context.shell",
                "huiyin.desk.context.shell",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
]

DATABASES = {
    "default": {
        **env.database("HUIYIN_DATABASE_URL", f"sqlite:///{VAR / 'huiyin.sqlite3'}"),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
if redis := env.text("HUIYIN_REDIS_URL", ""):
    CACHES = {"default": {"BACKEND": "huiyin.config.caching.SteadyRedisCache", "LOCATION": redis}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "huiyin.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# axes counts wrong passwords; two lockers would contradict each other. Wrong codes of the second
# factor, which axes never sees, are counted by the forms below.
ACCOUNT_RATE_LIMITS = {"login_failed": None}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = str
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Huiyin"
MFA_FORMS = {
    "authenticate": "huiyin.accounts.forms.SecondFactorForm",
    "reauthenticate": "huiyin.accounts.forms.SecondFactorAgainForm",
}
MFA_ADAPTER = "huiyin.accounts.adapter.SecondFactorAdapter"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Both together: nobody can lock an official out of their own office from elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "huiyin.kit.limits.client_address"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "login", "ip_address", "csrfmiddlewaretoken"]
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "huiyin.kit.errors.csrf_failed"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [ROOT / "huiyin" / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

#: What people hand in; never served by itself, only through a view that asks who may see it.
MEDIA_ROOT = VAR / "media"
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

#: Bytes of a request body; larger ones are refused with 413 before they are read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
#: How many proxies of our own stand in front: only that many forwarded addresses are believed.
TRUSTED_PROXIES = env.number("HUIYIN_TRUSTED_PROXIES", 0)
#: Channels a notice leaves by, each of them, to everybody who has an address for it.
NOTICE_CHANNELS = env.words("HUIYIN_NOTICE_CHANNELS", "site,console")
#: Who carries text messages: a class with ``send(phone, text, *, key)``.
SMS_PROVIDER = env.text("HUIYIN_SMS_PROVIDER", "huiyin.notices.channels.ConsoleSms")
#: Where ``huiyin.notices.http_sms.HttpSms`` hands text messages over, and what it proves itself by.
SMS_URL = env.text("HUIYIN_SMS_URL", "")
SMS_TOKEN = env.text("HUIYIN_SMS_TOKEN", "")
#: Whether text messages, sign-in codes among them, may be written to the log instead of sent.
SMS_IN_LOG = True
#: Deliver right after commit in the web process instead of leaving it to the worker.
NOTICE_INLINE = False
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("HUIYIN_FROM_EMAIL", "huiyin@localhost")

#: Bytes of a sealed scan. A form that carries one may be larger than others by so much; it goes to
#: a file on the disk as it arrives, and only from somebody of the unit that signs the paper.
SCAN_MAX_BYTES = 20 * 1024 * 1024
LARGE_BODY = SCAN_MAX_BYTES + 64 * 1024
LARGE_BODIES = (
    r"/desk/suggestions/(?P<code>[^/]+)/documents/(?P<kind>[^/]+)/(?P<which>[^/]+)/scan/$"
)
#: Families an official document is set in; an office that owns 仿宋_GB2312 and 方正小标宋 puts
#: their files into the folder and names them here.
DOCUMENT_FONT_DIR = env.text("HUIYIN_FONT_DIR", "")
DOCUMENT_FONTS = {
    "body": env.words("HUIYIN_FONT_BODY", "Noto Serif SC"),
    "title": env.words("HUIYIN_FONT_TITLE", "Noto Serif SC"),
    "hei": env.words("HUIYIN_FONT_HEI", "Noto Sans SC"),
    "kai": env.words("HUIYIN_FONT_KAI", "Noto Serif SC"),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("HUIYIN_LOG_LEVEL", "WARNING")},
}
