// A real OpenID Connect provider, set up as Pro Santé Connect is: its own discovery address, `scope_all`,
// `eidas1`, client_secret_post, SubjectNameID beside a meaningless `sub`. Told everything by PROVIDER (JSON).
import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider, { errors } from 'oidc-provider';

const { redirectUris, logoutUris, clients, people } = JSON.parse(process.env.PROVIDER);
const server = createServer();
// The place is taken before its address is told: nobody else can take it in between.
await once(server.listen(0, '127.0.0.1'), 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;
const DISCOVERY = '/.well-known/wallet-openid-configuration';

const provider = new Provider(issuer, {
  clients: clients.map(({ id, secret, signedUserinfo }) => ({
    client_id: id,
    client_secret: secret,
    redirect_uris: redirectUris,
    post_logout_redirect_uris: logoutUris,
    token_endpoint_auth_method: 'client_secret_post',
    ...(signedUserinfo && { userinfo_signed_response_alg: 'RS256' }),
  })),
  claims: { openid: ['sub'], scope_all: ['SubjectNameID', 'given_name', 'family_name', 'SubjectRole'], acr: null },
  scopes: ['openid', 'scope_all'],
  acrValues: ['eidas1', 'low'],
  pkce: { required: () => true },
  cookies: { keys: ['only for tests'] },
  features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true }, userinfo: { enabled: true } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, login) =>
    people[login] && { accountId: login, claims: () => ({ sub: people[login].sub, ...people[login].claims }) },
  // As Pro Santé Connect: no question of consent.
  async loadExistingGrant({ oidc }) {
    const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid scope_all');
    await grant.save();
    return grant;
  },
});

async function interaction(request, response) {
  let body = '';
  for await (const chunk of request) body += chunk;
  const details = await provider.interactionDetails(request, response);
  if (request.method === 'GET') {
    response.end(`prompt: ${details.prompt.name}, acr_values: ${details.params.acr_values}`);
    return;
  }
  const login = new URLSearchParams(body).get('login');
  const result = people[login]
    ? { login: { accountId: login, acr: people[login].acr } }
    : { error: 'access_denied', error_description: 'The person gave up' };
  await provider.interactionFinished(request, response, result);
}

const answer = provider.callback();
server.on('request', (request, response) => {
  if (request.url.startsWith('/interaction/')) {
    interaction(request, response).catch((error) => {
      response.statusCode = error instanceof errors.OIDCProviderError ? 400 : 500;
      response.end(String(error));
    });
    return;
  }
  if (request.url === DISCOVERY) request.url = '/.well-known/openid-configuration';
  else if (request.url === '/.well-known/openid-configuration') request.url = '/not-the-standard-path';
  answer(request, response);
});
console.log(`listening ${issuer}`);
