// A client by openapi-generator, typescript-fetch.
import { AllianceApi, Configuration } from './typescript-fetch/index.js';

const { ACCORD_URL: basePath, TOKEN, ALLIANCE } = process.env as Record<string, string>;
const api = new AllianceApi(new Configuration({ basePath, accessToken: TOKEN }));
const page = await api.listOrganizations({ alliance: ALLIANCE, limit: 20 });
console.log(page.items.map((organization) => organization.name).join(', '));
