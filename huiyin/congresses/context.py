def congress(request):
    """The congress a page belongs to; absent on pages of the machine."""
    return {"congress": getattr(request, "congress", None)}
