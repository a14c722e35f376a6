'use strict';

// GraphiQL keeps queries and variables in the browser's storage. An answer that is still a draft
// must not outlive the page on a shared computer, so here nothing is kept.
const memory = new Map();
const storage = {
  get length() { return memory.size; },
  getItem: (key) => memory.get(key) ?? null,
  setItem: (key, value) => { memory.set(key, value); },
  removeItem: (key) => { memory.delete(key); },
  clear: () => { memory.clear(); },
};

const EXAMPLE = `# No sign-in is needed: run it with Ctrl-Enter.
# The book on the left holds the documentation.

query Framework {
  framework {
    version
    title
    attribution
    components {
      position
      title
      explanation
      questions {
        kind
        text
        answerType
      }
    }
  }
}
`;

const token = document.getElementById('token');
document.getElementById('forget').addEventListener('click', () => { token.value = ''; });

// Addresses are taken from the page's own, so that it works behind a proxy's path too.
const here = new URL('.', document.baseURI);
document.getElementById('origin').textContent = here.href.replace(/\/$/, '');

const signedIn = (url, request) => {
  const headers = new Headers(request.headers);
  const bearer = token.value.trim().replace(/^Bearer\s+/i, '');
  if (bearer && !headers.has('Authorization')) headers.set('Authorization', `Bearer ${bearer}`);
  return fetch(url, { ...request, headers, credentials: 'omit' });
};

const fetcher = GraphiQL.createFetcher({ url: new URL('graphql', here).href, fetch: signedIn });
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, { fetcher, storage, defaultQuery: EXAMPLE, isHeadersEditorEnabled: true }),
);
