// A client by @hey-api/openapi-ts.
import { listOrganizations } from './hey-api/index.js';
import { client } from './hey-api/client.gen.js';

const { ACCORD_URL: baseUrl, TOKEN, ALLIANCE } = process.env as Record<string, string>;
client.setConfig({ baseUrl, auth: TOKEN });
const { data, error } = await listOrganizations({ path: { alliance: ALLIANCE }, query: { limit: 20 } });
if (error || !data) throw new Error(JSON.stringify(error));
console.log(data.items.map((organization) => organization.name).join(', '));
