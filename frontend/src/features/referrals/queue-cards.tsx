import { Badge, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReferralRow } from '@/api/types';
import { PATHS } from '@/app/paths';
import { TieBadge } from '@/bundle/tie-badge';
import { useCodes } from '@/lib/i18n';
import { ComplexBadge } from '@/referral/complex-badge';
import { needLine, personLine } from '@/referral/person-line';
import { ClassChip } from '@/ui/urgency-chip';
import classes from './queue.module.css';
import { Target } from './target';
import { useTexts } from './texts';

/** The same rows on a phone: one card, one link. */
export function QueueCards({ rows }: { rows: ReferralRow[] }) {
  const t = useTexts();
  const codes = useCodes();
  return (
    <ul className={classes.cards}>
      {rows.map((row) => (
        <li key={row.referral_id}>
          <Link to={PATHS.referral} params={{ id: row.referral_id }} className={classes.card} data-row>
            <Group justify="space-between" wrap="nowrap" gap="xs">
              <Group gap="xs" wrap="nowrap">
                <ClassChip priorityClass={row.priority_class} words={row.priority_words} />
                <b>{row.case_number}</b>
                <TieBadge tie={row.bundle} />
                <ComplexBadge of={row} />
                {row.has_news && (
                  <Badge variant="light" color="petrole">
                    {t('news')}
                  </Badge>
                )}
              </Group>
              <Target row={row} />
            </Group>
            <Text fw={600}>{needLine(row)}</Text>
            <Text size="sm">{personLine(row, t('noAddress'))}</Text>
            <Text size="sm" c="dimmed">
              {codes(`status.${row.status}`)} · {codes(`ballShort.${row.ball}`)}
              {row.answers.asked > 0 && ` · ${t('answersShort', { ...row.answers })}`}
            </Text>
          </Link>
        </li>
      ))}
    </ul>
  );
}
