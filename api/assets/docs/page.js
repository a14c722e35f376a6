'use strict';

const dark = matchMedia('(prefers-color-scheme: dark)');
const shade = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', shade);
shade();

// Addresses are taken from the page's own, so that it works behind a proxy's path too. The
// validator is one on the internet, which would be told where this service is.
SwaggerUIBundle({
  url: new URL('openapi.json', document.baseURI).href,
  dom_id: '#operations',
  validatorUrl: null,
  deepLinking: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
});
