"""A client by ariadne-codegen."""

import asyncio
import os

from accord_ariadne import Client


async def names():
    headers = {"Authorization": "Bearer " + os.environ["TOKEN"]}
    async with Client(url=os.environ["ACCORD_URL"] + "/graphql", headers=headers) as client:
        answer = await client.names(alliance=os.environ["ALLIANCE"])
    return [organization.name for organization in answer.organizations.nodes]


print(", ".join(asyncio.run(names())))
