from django.apps import AppConfig


class ProcedureConfig(AppConfig):
    name = "huiyin.procedure"

    def ready(self):
        from huiyin.ledger import contents  # noqa: PLC0415 — models must be loaded first
        from huiyin.notices.registry import register_audience  # noqa: PLC0415
        from huiyin.procedure import queries, record, reminders  # noqa: PLC0415

        register_audience("docket", lambda pk: queries.concerned(int(pk)))
        register_audience("inside", lambda pk: queries.inside(int(pk)))
        register_audience("outside", lambda pk: queries.outside(int(pk)))
        register_audience("holder", lambda pk: queries.holding(int(pk)))
        register_audience("desk", lambda pk: queries.at_desks(int(pk)))
        register_audience("office", lambda pk: queries.serving(int(pk)))
        register_audience("organ", lambda pk: queries.seated(int(pk)))
        register_audience("rung", lambda rest: reminders.told(*map(int, rest.split(":"))))
        reminders.register()
        contents.register("move", record.moves_content, record.moves_living)
