import { Text, type TextProps } from '@mantine/core';
import { daysUntil, delay, exact, shortDay } from '@/lib/dates';

/** « Dans 3 j », red and worded when late; the exact instant in the tooltip and in print. */
export function DueBy({ at, now, ...text }: { at: string; now?: Date } & TextProps) {
  const isLate = new Date(at) < (now ?? new Date());
  return (
    <Text
      component="time"
      dateTime={at}
      title={exact(at)}
      size="sm"
      c={isLate ? 'rouge.7' : undefined}
      {...text}
    >
      {delay(at, now)}
      <span className="print-only"> ({exact(at)})</span>
    </Text>
  );
}

/** « lun. 23 nov. », with the exact instant in the tooltip. */
export function Day({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exact(at)}>
      {shortDay(at)}
    </time>
  );
}

export const isOverdue = (at: string | null | undefined): boolean =>
  Boolean(at) && daysUntil(at as string) < 0;
