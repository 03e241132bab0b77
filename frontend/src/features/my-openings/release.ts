import type { Sight } from './audience-field';
import type { Audience, Release } from './queries';

/** At once, so many hours before the start, or at an hour of a day before it. */
export function kindOf(release?: Release): 'now' | 'hours' | 'time' {
  if (!release) return 'now';
  return release.hours_before == null ? 'time' : 'hours';
}

/** An audience that is taken away takes its release with it. */
export const withAudience = ({ releases }: Sight, audience: Audience[]): Sight => ({
  audience,
  releases: releases.filter((one) => audience.includes(one.audience)),
});

export const withRelease = ({ audience, releases }: Sight, of: Audience, release?: Release): Sight => ({
  audience,
  releases: [...releases.filter((one) => one.audience !== of), ...(release ? [release] : [])],
});
