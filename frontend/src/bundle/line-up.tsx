import { Alert, Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Bundle } from '@/api/types';
import { dayAndHour } from '@/lib/dates';
import { ListFaces } from '@/ui/list-faces';
import { LineUpActs } from './line-up-acts';
import { LineUpLines } from './line-up-lines';
import { bundleQuery } from './queries';
import { useTexts } from './texts';
import { isDischarge, timeLeft } from './when';

/** Who is found, who answers, who is missing, and how long is left. `here`: the request whose page this is. */
export function LineUp({ bundleId, here }: { bundleId: string; here: string }) {
  const t = useTexts();
  const query = useQuery(bundleQuery(bundleId));
  const bundle = query.data;
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="demandes-liees">
      <ListFaces query={query}>
        {bundle && (
          <Stack gap="sm">
            <Group justify="space-between" gap="xs">
              <Group gap="xs">
                <Title order={2} size="h4" id="demandes-liees">
                  {t(`kind.${bundle.kind}`)}
                </Title>
                <Badge variant="light" color={bundle.found === bundle.wanted ? 'vert' : 'ambre'}>
                  {t('found', { found: bundle.found, wanted: bundle.wanted })}
                </Badge>
              </Group>
              <LineUpActs bundle={bundle} />
            </Group>
            <Hour bundle={bundle} />
            <LineUpLines bundle={bundle} here={here} />
            {bundle.kind === 'dental' && bundle.lines.length === 1 && (
              <Text size="sm">{t('thenDentist')}</Text>
            )}
          </Stack>
        )}
      </ListFaces>
    </Paper>
  );
}

function Hour({ bundle }: { bundle: Bundle }) {
  const t = useTexts();
  if (!isDischarge(bundle)) return null;
  if (bundle.state === 'cancelled') return <Text fw={600}>{t('off')}</Text>;
  const day = dayAndHour(bundle.discharge_at);
  return (
    <>
      <Text>
        <b>{t(bundle.state === 'confirmed' ? 'sure' : 'at', { day })}</b>
        {' – '}
        {timeLeft(t, bundle.hours_left)}
      </Text>
      {bundle.short_notice && bundle.found < bundle.wanted && (
        <Alert color="ambre" variant="light" role="status">
          {t('shortNotice')}
        </Alert>
      )}
    </>
  );
}
