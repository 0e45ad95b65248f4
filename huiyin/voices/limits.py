"""How often one may speak. Wide enough for a whole office behind one address."""

from huiyin.kit.limits import Bucket

PER_PERSON = Bucket("voice-person", 20, 3600)
PER_ADDRESS = Bucket("voice-address", 300, 3600)
