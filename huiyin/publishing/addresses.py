"""Where an article is read: by everybody, or at the desk of whoever it is the business of."""

from django.urls import reverse

from huiyin.publishing.models import Article
from huiyin.publishing.queries import duty
from huiyin.publishing.rules import may_write


def article_page(user, congress, code):
    """The path of the page of the article ``code`` for ``user``, or None if there is none.

    A notice leads to where the case is; who reviews for a congress below works at a desk of their
    own, and finds it there in the list.
    """
    article = Article.objects.select_related("docket").filter(docket__code=code).first()
    if article and article.released_id:
        return reverse("portal:article", args=[code])
    if article and user.is_authenticated and duty(code) and may_write(user, congress):
        return reverse("articles:page", args=[code])
    return None
