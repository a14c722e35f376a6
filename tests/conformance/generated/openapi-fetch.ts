// Types by openapi-typescript, calls by openapi-fetch.
import createClient from 'openapi-fetch';
import type { paths } from './openapi-typescript/accord.js';

const { ACCORD_URL: baseUrl, TOKEN, ALLIANCE } = process.env as Record<string, string>;
const accord = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${TOKEN}` } });
const { data, error } = await accord.GET('/v1/alliances/{alliance}/organizations', {
  params: { path: { alliance: ALLIANCE }, query: { limit: 20 } },
});
if (error) throw new Error(`${error.code}: ${error.detail}`);
console.log(data.items.map((organization) => organization.name).join(', '));
