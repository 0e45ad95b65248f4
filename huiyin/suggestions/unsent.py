"""An opinion that waits for its author's phone to be proven."""

from huiyin.accounts.slots import Slot

#: By the id of the consultation, as text: what was typed into its form.
UNSENT = Slot("unsent-opinions", most=3, place="opinion")
