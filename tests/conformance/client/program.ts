// What a front end does first, held against the types that are generated from openapi.json.
import createClient from 'openapi-fetch';
import type { components, paths } from './accord.js';

type Organization = components['schemas']['Organization'];

const accord = createClient<paths>({ baseUrl: 'http://127.0.0.1:8080' });

export async function names(alliance: string): Promise<string[]> {
  const { data, error } = await accord.GET('/v1/alliances/{alliance}/organizations', {
    params: { path: { alliance }, query: { limit: 20 } },
  });
  if (error) throw new Error(`${error.code}: ${error.detail}`);
  return data.items.map((organization: Organization) => organization.name);
}

export async function add(alliance: string): Promise<Organization | undefined> {
  const { data } = await accord.POST('/v1/alliances/{alliance}/organizations', {
    params: { path: { alliance } },
    body: { name: 'River Clinic' },
  });
  return data;
}

export async function mistakes() {
  // @ts-expect-error: the path has a parameter
  await accord.GET('/v1/alliances/{alliance}', {});
  // @ts-expect-error: there is no such path
  await accord.GET('/v1/organisations', {});
  await accord.POST('/v1/alliances/{alliance}/organizations', {
    params: { path: { alliance: 'river-county' } },
    // @ts-expect-error: there is no such field
    body: { nmae: 'River Clinic' },
  });
}
