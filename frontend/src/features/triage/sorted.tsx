import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { modalityLabel } from '@/agendas/modality-label';
import { PATHS } from '@/app/paths';
import { dayAndHour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { ClassBadge } from './class-badge';
import { Elsewhere } from './elsewhere';
import { HandOver } from './hand-over';
import type { Triage } from './queries';
import { useTexts } from './texts';

interface SortedProps {
  triage: Triage;
  commune?: string;
  /** Of the band that the age lies in. */
  ages?: [number, number];
}

/** Own doctor first, then whoever is free in time, then the pool and the recourses of the CPTS (rules, section 7). */
export function Sorted({ triage, commune, ages }: SortedProps) {
  const t = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const { need, due_at: due } = triage;
  if (!need || !due)
    return (
      <Stack gap="sm" align="flex-start">
        <Title order={2} ref={heading} tabIndex={-1}>
          {t('notSnp.title')}
        </Title>
        <Text>{t('notSnp.text')}</Text>
        <HandOver triage={triage} to="not_snp" prominent />
      </Stack>
    );
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Title order={2} ref={heading} tabIndex={-1}>
          {t('before', { when: dayAndHour(due) })}
        </Title>
        <ClassBadge status={triage.status} triageClass={need.triage_class} />
      </Group>
      <Text fw={600}>
        {codeLabel('profession', need.profession_code)} · {modalityLabel(need.modality, need)}
      </Text>
      {triage.booked_at ? (
        <Alert color="vert" variant="light" role="status">
          {t('booked', { when: dayAndHour(triage.booked_at) })}
        </Alert>
      ) : (
        <FindSlot triage={triage} need={need} due={due} commune={commune} />
      )}
      <Elsewhere triage={triage} commune={commune} ages={ages} />
    </Stack>
  );
}

interface FindSlotProps {
  triage: Triage;
  need: NonNullable<Triage['need']>;
  due: string;
  commune?: string;
}

function FindSlot({ triage, need, due, commune }: FindSlotProps) {
  const t = useTexts();
  const search = {
    demande: triage.referral_id,
    type: 'snp' as const,
    avant: due,
    profession: need.profession_code,
    ou: need.modality,
    ...(commune && { pres: commune }),
    ...(triage.usual_professional_id && { medecin: triage.usual_professional_id }),
  };
  return (
    <Stack gap="xs" align="flex-start">
      {triage.usual_professional_name && (
        <Text>{t('ownDoctor', { name: triage.usual_professional_name })}</Text>
      )}
      <Button size="lg" renderRoot={(props) => <Link to={PATHS.snp} search={search} {...props} />}>
        {t('findSlot')}
      </Button>
    </Stack>
  );
}
