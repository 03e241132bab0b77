import createClient, { type Middleware } from 'openapi-fetch';
import { Problem } from './problem';
import type { paths } from './schema';

/** Fired when a request that had a session no longer has one; the shell then signs in over the page. */
export const SESSION_EXPIRED = 'session-expired';

export function cookie(name: string): string {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
}

const session: Middleware = {
  onRequest({ request }) {
    if (!['GET', 'HEAD'].includes(request.method)) request.headers.set('X-CSRF-Token', csrf());
    return request;
  },
  async onResponse({ request, response }) {
    if (response.ok) return response;
    if (response.status === 401 && !isSigningIn(request.url)) {
      window.dispatchEvent(new CustomEvent(SESSION_EXPIRED));
    }
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => undefined);
    throw new Problem(response.status, body, response.headers.get('X-Request-Id'));
  },
};

/** Over https the gateway may prefix its cookies with `__Host-`. */
export const csrf = (): string => cookie('csrf') || cookie('__Host-csrf');

const isSigningIn = (url: string) =>
  /\/api\/accounts\/v1\/(session|sessions\/.*|desk\/.*)$/.test(url.split('?')[0] ?? '');

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  // Read at each call so that component tests can answer at the transport.
  fetch: (request) => globalThis.fetch(request),
});
api.use(session);

/** The body of an answer whose refusals were already thrown as a Problem by the middleware. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  return (await answer).data as NonNullable<T>;
}

/** A new `Idempotency-Key`: make one per thing the person wants, keep it for every retry of that thing. */
export const newKey = (): string => crypto.randomUUID();
