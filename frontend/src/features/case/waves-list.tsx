import { Alert, Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Solicitation, Wave } from '@/api/types';
import { Call } from '@/directory/call';
import { ProfessionalLink } from '@/directory/professional-link';
import { dayAndHour } from '@/lib/dates';
import { codeLabel, useCodes } from '@/lib/i18n';
import { number } from '@/lib/typography';
import { wavesQuery } from '@/referral/queries';
import { ListFaces } from '@/ui/list-faces';
import { useTexts } from './texts';
import { WaveActs } from './wave-acts';

const COLORS: Partial<Record<Solicitation['state'], string>> = {
  yes: 'vert',
  chosen: 'vert',
  asked: 'petrole',
};

export function WavesList({ id }: { id: string }) {
  const t = useTexts();
  const waves = useQuery(wavesQuery(id));
  return (
    <Stack gap="sm" component="section" aria-labelledby="sollicitations">
      <Title order={2} size="h4" id="sollicitations">
        {t('waves.title')}
      </Title>
      <ListFaces
        query={waves}
        isEmpty={waves.data?.items.length === 0}
        empty={<Text c="dimmed">{t('waves.empty')}</Text>}
      >
        {waves.data?.next_wave_due && (
          <Alert color="ambre" variant="light" role="status">
            {t('waves.nextDue')}
          </Alert>
        )}
        {waves.data?.items.map((wave, position) => (
          <WaveCard key={wave.wave_id} id={id} wave={wave} isLast={position === 0} />
        ))}
      </ListFaces>
    </Stack>
  );
}

function WaveCard({ id, wave, isLast }: { id: string; wave: Wave; isLast: boolean }) {
  const t = useTexts();
  return (
    <Paper withBorder p="sm">
      <Text fw={600}>
        {wave.by_phone
          ? t('waves.byPhone')
          : t('waves.wave', { number: wave.number, ring: number(wave.ring_km) })}
      </Text>
      <Text size="sm" c="dimmed">
        {wave.state === 'running'
          ? t('waves.running', { day: dayAndHour(wave.answer_by) })
          : t('waves.ended')}
      </Text>
      <Stack gap={6} m={0} mt="xs" component="ul" p={0} style={{ listStyle: 'none' }}>
        {wave.solicitations.map((one) => (
          <Line key={one.solicitation_id} one={one} />
        ))}
      </Stack>
      {wave.state === 'running' && <WaveActs id={id} wave={wave} isLast={isLast} />}
    </Paper>
  );
}

function Line({ one }: { one: Solicitation }) {
  const t = useTexts();
  const codes = useCodes();
  const toCall = !one.mailed && one.state === 'asked';
  const more = [
    one.named_by && t('waves.namedBy', { name: one.named_by }),
    one.condition && codeLabel('condition', one.condition),
    one.reason_code && codeLabel('answerReason', one.reason_code),
    one.standing === 'reserve' && t('waves.reserve', { rank: one.reserve_rank ?? 1 }),
    one.answered_late && t('waves.late'),
    toCall && t('waves.phone'),
  ].filter(Boolean);
  return (
    <Group component="li" justify="space-between" gap="xs">
      <span>
        <ProfessionalLink id={one.professional_id} name={one.name} />
        {more.length > 0 && (
          <Text size="sm" c="dimmed">
            {more.join(' · ')}
          </Text>
        )}
        {toCall && <Call professionalId={one.professional_id} />}
      </span>
      <Badge variant="light" radius="sm" size="lg" color={COLORS[one.state] ?? 'ardoise'}>
        {codes(`solicitationState.${one.state}`)}
      </Badge>
    </Group>
  );
}
