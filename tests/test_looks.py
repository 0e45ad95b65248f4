"""Every look at somebody's data is on record, and what is forgotten leaves the record whole."""

from huiyin.accounts import vault
from huiyin.accounts.models import AccessLog, Sealed
from huiyin.contributions.models import Contribution
from huiyin.ledger.audit import verify_log
from huiyin.ledger.services import checkpoint
from huiyin.notices.services import deliver
from tests.cast import SPRING
from tests.isolation import METHODS, ROLES, World, addresses

OWN = {"HTTP_HOST": "yunjiang.test"}
HERE = "/c/yunxi"


class Counting:
    """The cipher of the library, counting what it opens of people's data."""

    opened = 0

    def __init__(self, key):
        self.inner = CIPHER(key)

    def encrypt(self, nonce, data, context):
        return self.inner.encrypt(nonce, data, context)

    def decrypt(self, nonce, data, context):
        kind = context.decode().rpartition(":")[2]
        Counting.opened += kind in Sealed.Kind.values
        return self.inner.decrypt(nonce, data, context)


CIPHER = vault.AESGCM


def test_whatever_anybody_opens_in_the_whole_matrix_is_on_record(db, settings, monkeypatch):
    monkeypatch.setattr(vault, "AESGCM", Counting)
    monkeypatch.setattr(Counting, "opened", 0)
    settings.SMS_PROVIDER = "tests.texting.Texts"
    settings.NOTICE_CHANNELS = ["site", "sms", "email"]
    world = World()
    reason = {"reason": "电话核实下车的地点", "voice": world.private.docket.code}
    for role in ROLES:
        client = world.client(role)
        for name_, route in addresses().items():
            for method in METHODS[:2]:
                send = getattr(client, method.lower())
                send(f"{HERE}/{world.fill(name_, route)}", reason, **OWN)
            if name_ == "account_logout":
                client = world.client(role)
    for congress in (world.county, world.city, world.province, world.next_county):
        deliver(congress)
    assert AccessLog.objects.filter(purpose="handle", by=world.zhao).count() == 1
    assert AccessLog.objects.filter(purpose="notify").count() >= 1
    # A list that was taken out is on record too, though the names in it were masked.
    assert Counting.opened == AccessLog.objects.exclude(reason__contains="已遮盖").count()


def test_words_erased_with_their_salt_leave_the_record_whole(at_home):
    kept, gone = at_home.voice(), at_home.voice(body="请忘记我说过的这段话。")
    at_home.replied()
    checkpoint(at_home.county, at=SPRING)
    Contribution.objects.filter(pk=gone.words_id).update(body="", salt=b"")
    assert verify_log(at_home.county) == []
    Contribution.objects.filter(pk=kept.words_id).update(body="被改过的话")
    assert len(verify_log(at_home.county)) == 1
