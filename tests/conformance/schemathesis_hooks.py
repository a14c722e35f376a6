"""What a request may be refused for although it fits its schema.

A schema cannot say these, so of a request that is refused with one of these codes nothing is wrong;
with any other, something is: either the schema is too wide or the service too strict.
"""

import schemathesis
from schemathesis.specs.openapi.checks import positive_data_acceptance

BEYOND_SCHEMAS = {
    "cursor_unreadable",  # a cursor is good only for the list that gave it out
    "idempotency_key_reused",  # a key goes with the request that it came with first
    "version_stale",  # a version is what it was when it was read
    "number_too_long",  # a schema bounds a number's size, not its digits
    "parameter_of_another_format",  # which parameters go with which format
    "date_not_real",  # which days there are is the calendar's to say
    "time_passed",  # what is still to come, the clock says
    "period_unreadable",  # the same, of weeks
    "password_too_common",  # no schema lists what everybody takes
}


@schemathesis.check
def accepted_where_it_fits(ctx, response, case):
    """A request that fits its schema is accepted, or refused for what no schema can say."""
    # A link that leads to null is followed, and asks for a thing called None.
    if "/None" in case.formatted_path:
        return None
    # To a schema a table, or lines of JSON, are any text.
    if case.media_type in ("text/csv", "application/x-ndjson"):
        return None
    problem = response.json() if "problem+json" in response.headers.get("content-type", [""])[0] else {}
    if problem.get("code") in BEYOND_SCHEMAS:
        return None
    # Which time zones there are, the IANA database says: a schema of 600 words breaks client generators.
    errors = problem.get("errors") or [{}]
    if all((error.get("pointer") or "").endswith("time_zone") for error in errors):
        return None
    return positive_data_acceptance(ctx, response, case)
