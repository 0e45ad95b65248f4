"""A list as a table to take along."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from huiyin.desk import lists
from huiyin.desk.session import note_taken_out
from huiyin.desk.standing import at_desk
from huiyin.kit import sheets
from huiyin.kit.errors import too_many
from huiyin.kit.limits import Bucket

#: Lists one person may take out in an hour.
LISTS = Bucket("lists", 30, 3600)
TYPES = {"xlsx": sheets.XLSX, "csv": "text/csv; charset=utf-8"}


@require_GET
@never_cache
@login_required
def export(request):
    """The list asked for, as its page shows it but whole, as an XLSX or CSV file.

    Whose masked name stands in it can see later that, by whom and when it was taken out.
    """
    here = at_desk(request)
    name, form = request.GET.get("list", "inbox"), request.GET.get("as", "xlsx")
    if name not in lists.TABLES or form not in TYPES:
        raise Http404
    if not LISTS.take(request.user.pk):
        return too_many(request, LISTS.seconds)
    table = lists.table(name, request.user, request.congress, request.GET)
    if form == "csv":
        file = sheets.write_csv(table.columns, table.rows)
    else:
        file = sheets.write_xlsx(table.columns, table.rows, title=table.title)
    at = now()
    if table.people:
        what = _("导出%(list)s（姓名已遮盖）") % {"list": table.title}
        note_taken_out(table.people, by=request.user, office=here.office, at=at, what=what)
    file_name = f"{request.congress.slug}-{name}-{localdate(at):%Y%m%d}.{form}"
    return FileResponse(file, as_attachment=True, filename=file_name, content_type=TYPES[form])
