"""Identifiers that others have published, each with where it stands."""

from __future__ import annotations

# The verbs and activity types of ADL: https://registry.tincanapi.com and
# https://profiles.adlnet.gov/profile/c752b257-047f-4718-b353-d29238fef2c2
VERBS = "http://adlnet.gov/expapi/verbs/"
ACTIVITIES = "http://adlnet.gov/expapi/activities/"
INTERACTION = ACTIVITIES + "cmi.interaction"
ASSESSMENT = ACTIVITIES + "assessment"
SIMULATION = ACTIVITIES + "simulation"
COURSE = ACTIVITIES + "course"

# The cmi5 specification, Quartz 1st edition, sections 9.3 (verbs) and 9.6 (context).
CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"

# Between the parts of a response: xAPI 1.0.3, part 2, section 2.4.4.1 "Interaction Activities".
AND, TO = "[,]", "[.]"


def verb(name: str) -> dict[str, object]:
    """Give one of ADL's verbs.

    >>> verb("passed")["id"]
    'http://adlnet.gov/expapi/verbs/passed'
    """
    return {"id": VERBS + name, "display": {"en": name}}
