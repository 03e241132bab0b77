import type { CallLine } from './queries';

/** The next number: the first that can be dialled, that nobody else is calling, and whose hour is not to come. */
export function nextLine(lines: CallLine[]): CallLine | undefined {
  return lines.find((line) => line.phone && !line.claimed_by_name && line.turn !== 'later');
}
