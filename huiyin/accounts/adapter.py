from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts of officials are made by their office; citizens come by phone."""

    def is_open_for_signup(self, request):
        return False
