import { Alert, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Candidates, Referral } from '@/api/types';
import { useShortcuts } from '@/lib/shortcuts';
import { number } from '@/lib/typography';
import { EmptyFace } from '@/ui/list-faces';
import { CandidateCard } from './candidate-card';
import { ExcludedTable } from './excluded-table';
import { useTexts } from './texts';
import { WaveDialog } from './wave-dialog';

interface WaveBuilderProps {
  referral: Referral;
  candidates: Candidates;
  onRing: (km: number) => void;
}

const DELAYS = [4, 12, 24, 48, 72];

/** Starts from those the rules would ask; each can be taken out or added by hand, and it is kept. */
export function WaveBuilder({ referral, candidates, onRing }: WaveBuilderProps) {
  const t = useTexts();
  const [chosen, setChosen] = useState(
    () => new Set(candidates.candidates.filter((one) => one.proposed).map((one) => one.professional_id)),
  );
  const [hours, setHours] = useState<number | null>(null);
  const [isAsking, setAsking] = useState(false);
  const wave = candidates.waves_sent + 1;
  const maySend = referral.allowed_acts.includes('waves');
  const keys = useMemo(() => ({ s: () => setAsking(true) }), []);
  useShortcuts(keys);

  function toggle(id: string) {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }

  return (
    <Stack gap="md">
      <Group align="flex-end" gap="sm" justify="space-between">
        <Group align="flex-end" gap="sm">
          <NativeSelect
            label={t('ring')}
            value={candidates.ring_km}
            onChange={(event) => onRing(Number(event.currentTarget.value))}
            data={candidates.rings_km.map((km) => ({
              value: String(km),
              label: t('ringKm', { km: number(km) }),
            }))}
          />
          <NativeSelect
            label={t('answerWithin')}
            value={hours ?? ''}
            onChange={(event) => setHours(Number(event.currentTarget.value) || null)}
            data={[
              { value: '', label: t('classDelay', { count: candidates.answer_within_hours }) },
              ...DELAYS.map((count) => ({ value: String(count), label: t('hours', { count }) })),
            ]}
          />
        </Group>
        {maySend && (
          <Button size="md" disabled={chosen.size === 0} onClick={() => setAsking(true)}>
            {chosen.size === 0 ? t('none') : t('solicit', { wave, count: chosen.size })}
          </Button>
        )}
      </Group>
      {candidates.usual_doctor_alone && (
        <Alert color="petrole" variant="light" role="status">
          {t('usualAlone')}
        </Alert>
      )}
      {candidates.wave_reason && <Text size="sm">{candidates.wave_reason.words}</Text>}
      {candidates.candidates.length === 0 && (
        <EmptyFace>
          <Text fw={600}>{t('empty.title')}</Text>
          <Text c="dimmed">{t('empty.text')}</Text>
        </EmptyFace>
      )}
      <Stack gap="sm" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {candidates.candidates.map((one) => (
          <CandidateCard
            key={one.professional_id}
            candidate={one}
            isChosen={chosen.has(one.professional_id)}
            onToggle={maySend ? () => toggle(one.professional_id) : undefined}
          />
        ))}
      </Stack>
      <Text size="sm" c="dimmed">
        {t(`following.${candidates.following}`)} {t('rule_version', { version: candidates.rule_version })}
      </Text>
      <ExcludedTable excluded={candidates.excluded} />
      {isAsking && chosen.size > 0 && maySend && (
        <WaveDialog
          referral={referral}
          candidates={candidates}
          chosen={[...chosen]}
          hours={hours}
          onClose={() => setAsking(false)}
        />
      )}
    </Stack>
  );
}
