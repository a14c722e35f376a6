"""A client by openapi-generator, python."""

import os

import accord_og

configuration = accord_og.Configuration(host=os.environ["ACCORD_URL"], access_token=os.environ["TOKEN"])
with accord_og.ApiClient(configuration) as client:
    page = accord_og.AllianceApi(client).list_organizations(os.environ["ALLIANCE"], limit=20)
print(", ".join(organization.name for organization in page.items))
