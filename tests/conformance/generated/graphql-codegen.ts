// Typed documents by graphql-codegen's client preset.
import { print } from 'graphql';
import { graphql } from './graphql-codegen/index.js';
import type { NamesQuery } from './graphql-codegen/graphql.js';

const { ACCORD_URL, TOKEN, ALLIANCE } = process.env as Record<string, string>;
const Names = graphql(`
  query Names($alliance: ID!) {
    organizations(alliance: $alliance, first: 20) { nodes { name } }
  }
`);
const response = await fetch(`${ACCORD_URL}/graphql`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${TOKEN}` },
  body: JSON.stringify({ query: print(Names), variables: { alliance: ALLIANCE } }),
});
const answer = (await response.json()) as { data: NamesQuery };
console.log(answer.data.organizations.nodes.map((organization) => organization.name).join(', '));
