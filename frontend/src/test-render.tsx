import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { act, type RenderResult, render } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactNode } from 'react';
import { expect } from 'vitest';
import { createQueryClient } from '@/api/query-client';
import type { Role, Session } from '@/api/types';
import { theme } from '@/app/theme';

/** A session with sensible defaults and one relevant override. */
export function aSession(overrides: Partial<Session> & { roles?: Role[] } = {}): Session {
  return {
    account_id: '0190a000-0000-7000-8000-000000000001',
    name: 'Claire Lefèvre',
    email: 'claire@exemple.test',
    cpts: {
      id: '0190a000-0000-7000-8000-0000000000c1',
      name: 'CPTS des Deux-Vallées',
      time_zone: 'Europe/Paris',
    },
    roles: ['care_coordinator'],
    memberships: [],
    professional_id: null,
    structure: null,
    demonstration: true,
    has_lock_code: false,
    ...overrides,
  };
}

interface Options {
  session?: Session | null;
  /** Answers already in the cache: [query key, data]. */
  cached?: [readonly unknown[], unknown][];
  at?: string;
}

type Rendered = RenderResult & {
  queryClient: QueryClient;
  location: () => string;
  /** Follows a link of the application to this path. */
  follow: (path: string) => Promise<void>;
};

/** Renders one screen with the real providers, a preset cache and an in-memory router that knows every path. */
export async function renderScreen(
  screen: ReactNode,
  { session = aSession(), cached = [], at = '/' }: Options = {},
): Promise<Rendered> {
  const queryClient = createQueryClient();
  queryClient.setDefaultOptions({ queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } });
  queryClient.setQueryData(['session'], session);
  for (const [key, data] of cached) queryClient.setQueryData(key, data);
  const root = createRootRoute();
  const anywhere = createRoute({ getParentRoute: () => root, path: '$', component: () => screen });
  const router = createRouter({
    routeTree: root.addChildren([anywhere]),
    history: createMemoryHistory({ initialEntries: [at] }),
  });
  await router.load();
  const result = render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queryClient}>
        {/* biome-ignore lint/suspicious/noExplicitAny: a router of one test is not the registered one */}
        <RouterProvider router={router as any} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return {
    ...result,
    queryClient,
    location: () => router.state.location.href,
    follow: (path) => act(() => router.navigate({ to: path })),
  };
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** axe on what is rendered. Contrast needs a real browser and is checked by the journeys. */
export async function expectAccessible(container: Element): Promise<void> {
  const report = await axe.run(container, {
    runOnly: RULES,
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(
    report.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`),
  ).toEqual([]);
}

export interface Reply {
  status?: number;
  body?: unknown;
}

/**
 * Answers at the transport for one test: « METHOD /path » → reply. Returns what was sent.
 * It stands for the network, not for our code; journeys use the real gateway.
 */
export function answerWith(replies: Record<string, Reply | ((sent: Sent) => Reply)>): Sent[] {
  const sent: Sent[] = [];
  globalThis.fetch = async (input, init) => {
    const request = new Request(typeof input === 'string' ? new URL(input, location.href) : input, init);
    const url = new URL(request.url);
    const text = await request.text();
    const one: Sent = {
      key: `${request.method} ${url.pathname}`,
      query: url.searchParams,
      headers: request.headers,
      body: text ? JSON.parse(text) : undefined,
    };
    sent.push(one);
    const reply = replies[one.key];
    const { status = 200, body } = (typeof reply === 'function' ? reply(one) : reply) ?? {
      status: 404,
      body: {},
    };
    return new Response(status === 204 ? null : JSON.stringify(body ?? null), {
      status,
      headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' },
    });
  };
  return sent;
}

export interface Sent {
  key: string;
  query: URLSearchParams;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the test knows the shape it sent
  body: any;
}
