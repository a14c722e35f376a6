"""What a request may be refused for although it fits its schema.

A schema cannot say these, so of a request that is refused with one of these codes nothing is wrong;
with any other, something is: either the schema is too wide or the service too strict.
"""

import schemathesis
from schemathesis.specs.openapi.checks import positive_data_acceptance

BEYOND_SCHEMAS = {
    "cursor_unreadable",  # a cursor is good only for the list that gave it out
    "key_reused",  # a key goes with the request that it came with first
    "version_stale",  # a version is what it was when it was read
}


@schemathesis.check
def accepted_where_it_fits(ctx, response, case):
    """A request that fits its schema is accepted, or refused for what no schema can say."""
    problem = response.json() if "problem+json" in response.headers.get("content-type", [""])[0] else {}
    if problem.get("code") in BEYOND_SCHEMAS:
        return None
    return positive_data_acceptance(ctx, response, case)
