"""What a form field needs around it to be understood: label, hint, error and their ids."""

from django import forms


def first_id(bound):
    """Return the id a link to this field must point at."""
    grouped = isinstance(bound.field.widget, forms.RadioSelect)
    return f"{bound.auto_id}_0" if grouped else bound.id_for_label or bound.auto_id


def errors(form):
    """Return ``[(href, message)]`` of everything that is wrong; the form's own come first."""
    if not form.is_bound:
        return []
    found = [("", message) for message in form.non_field_errors()]
    for bound in form:
        found += [(f"#{first_id(bound)}", message) for message in bound.errors]
    return found


def control(bound, look=""):
    """Return what ``ui/field.html`` shows of one bound field."""
    widget = bound.field.widget
    grouped = isinstance(widget, forms.RadioSelect)
    described = [
        f"{bound.auto_id}_{part}"
        for part, there in (("helptext", bound.help_text), ("error", bound.errors))
        if there
    ]
    attrs = {}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    kind = "choices" if grouped else "check" if _is_check(widget) else "plain"
    if kind == "plain":
        attrs["class"] = f"input {widget.attrs.get('class', '')}".strip()
    return {
        "bound": bound,
        "kind": "hidden" if bound.is_hidden else kind,
        "look": look,
        "described": " ".join(described),
        "control": None if grouped else bound.as_widget(attrs=attrs),
        "optional": not bound.field.required and kind != "check",
        "counted": getattr(bound.field, "max_length", None) and isinstance(widget, forms.Textarea),
    }


def _is_check(widget):
    return isinstance(widget, forms.CheckboxInput)
