"""What statutes say, as dated and sourced facts: terms, calendars, thresholds, territory.

Pure Python: no Django, no database, no clock. Every number names the article it
comes from or says honestly that it is practice.
"""
