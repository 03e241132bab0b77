import type { Sight } from './audience-field';
import type { Audience, Release } from './queries';

/** At once, so many hours before the start, or at an hour of a day before it. */
export function kindOf(release?: Release): 'now' | 'hours' | 'time' {
  if (!release) return 'now';
  return release.hours_before == null ? 'time' : 'hours';
}

/** An audience that is taken away takes its release with it, and the CPTS the others that were named. */
export const withAudience = ({ releases, shared_with }: Sight, audience: Audience[]): Sight => ({
  audience,
  releases: releases.filter((one) => audience.includes(one.audience)),
  shared_with: audience.includes('cpts') ? shared_with : [],
});

export const withRelease = ({ releases, ...sight }: Sight, of: Audience, release?: Release): Sight => ({
  ...sight,
  releases: [...releases.filter((one) => one.audience !== of), ...(release ? [release] : [])],
});
