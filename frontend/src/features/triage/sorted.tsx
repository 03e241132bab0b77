import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { PATHS } from '@/app/paths';
import { dayAndHour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { Section } from '@/ui/section';
import { ClassBadge } from './class-badge';
import { HandOver } from './hand-over';
import type { Triage } from './queries';
import { useTexts } from './texts';

/** Own doctor first, then whoever is free in time, then the pool, SOS Médecins or the SAS (rules, section 7). */
export function Sorted({ triage, commune }: { triage: Triage; commune?: string }) {
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
        {codeLabel('profession', need.profession_code)} · {codeLabel('modality', need.modality)}
      </Text>
      {triage.booked_at ? (
        <Alert color="vert" variant="light" role="status">
          {t('booked', { when: dayAndHour(triage.booked_at) })}
        </Alert>
      ) : (
        <FindSlot triage={triage} need={need} due={due} commune={commune} />
      )}
      <Elsewhere triage={triage} />
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

/** Short numbers too: « 36 24 ». */
const dial = (number: string): string => `tel:${number.replaceAll(' ', '')}`;

function Elsewhere({ triage }: { triage: Triage }) {
  const t = useTexts();
  const { sas, sos_medecins: sos } = triage.phones;
  return (
    <Section title={t('elsewhere.title')}>
      <Stack gap="sm">
        <Text>{t('elsewhere.text')}</Text>
        <Group gap="sm">
          <HandOver triage={triage} to="pool" />
          {triage.pool_asked_at && (
            <Anchor
              renderRoot={(props) => (
                <Link to={PATHS.proposal} params={{ id: triage.referral_id }} {...props} />
              )}
            >
              {t('elsewhere.ask')}
            </Anchor>
          )}
        </Group>
        {sos && (
          <Group gap="sm">
            <Anchor href={dial(sos)}>{t('elsewhere.callSos', { number: sos })}</Anchor>
            <HandOver triage={triage} to="sos_medecins" />
          </Group>
        )}
        {sas && (
          <Group gap="sm">
            <Anchor href={dial(sas)}>{t('elsewhere.callSas', { number: sas })}</Anchor>
            <HandOver triage={triage} to="sas" />
          </Group>
        )}
      </Stack>
    </Section>
  );
}
