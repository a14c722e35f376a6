// A client by orval, for fetch; it calls its own origin, as in a browser.
import { listOrganizations } from './orval/accord.js';

const { ACCORD_URL, TOKEN, ALLIANCE } = process.env as Record<string, string>;
const own = globalThis.fetch;
globalThis.fetch = (at, options) => own(new URL(String(at), ACCORD_URL), options);
const answer = await listOrganizations(ALLIANCE, { limit: 20 }, { headers: { Authorization: `Bearer ${TOKEN}` } });
if (answer.status !== 200) throw new Error(JSON.stringify(answer.data));
console.log(answer.data.items.map((organization) => organization.name).join(', '));
