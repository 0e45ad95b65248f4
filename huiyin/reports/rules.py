"""Who is who in a report."""

from huiyin.congresses.queries import deputy_affairs, serves_deputies


def office(user, report):
    """The organ that serves deputies, in a township the presidium."""
    return serves_deputies(user, report.congress)


def second_reader(user, report):
    """Somebody of the same office who is not the last to have written in it."""
    return report.edited_by_id != user.pk and office(user, report)


ROLES = {"office": office, "second_reader": second_reader}
HOLDERS = {"office": lambda report: deputy_affairs(report.congress)}
