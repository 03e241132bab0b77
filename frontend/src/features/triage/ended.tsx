import { Alert, Button, Group, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { dayAndMonth, hour } from '@/lib/dates';
import { gone } from './gone';
import type { Triage } from './queries';
import { useTexts } from './texts';

/** « Transmis au 15 à 14 h 32 par … »: the request has ended, and those who follow it are told. */
export function Ended({ triage: { acts, disposition } }: { triage: Triage }) {
  const t = useTexts();
  const act = acts.findLast((one) => one.disposition === disposition);
  if (!act || !disposition) return null;
  return (
    <>
      <Alert color="vert" variant="light" icon={<IconCircleCheck aria-hidden />} role="status">
        <Text fw={700}>
          {t('ended.line', {
            what: gone(t, act),
            day: dayAndMonth(act.at),
            hour: hour(act.at),
            who: act.author_name,
          })}
        </Text>
        <Text>{t(`ended.${disposition}`, { name: act.recourse_name ?? '' })}</Text>
      </Alert>
      <Group>
        <Button renderRoot={(props) => <Link to={PATHS.triage} {...props} />}>{t('ended.next')}</Button>
      </Group>
    </>
  );
}
