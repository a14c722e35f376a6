"""A client by openapi-python-client."""

import os

from accord_opc import AuthenticatedClient
from accord_opc.api.alliance import list_organizations

client = AuthenticatedClient(base_url=os.environ["ACCORD_URL"], token=os.environ["TOKEN"])
page = list_organizations.sync(os.environ["ALLIANCE"], client=client, limit=20)
print(", ".join(organization.name for organization in page.items))
