import { Button, Group, List, Stack, Text } from '@mantine/core';
import type { MySolicitation } from '@/api/types';
import { Disclosure } from '@/ui/disclosure';
import { notifyDone } from '@/ui/notify';
import { useAnswer } from './queries';
import { useTexts } from './texts';

/** « Un confrère de mon cabinet »: each is asked by a link of his own, and nothing is promised before he says yes. */
export function NameFellow({ solicitation, onDone }: { solicitation: MySolicitation; onDone: () => void }) {
  const t = useTexts();
  const answer = useAnswer();
  const { fellows, solicitation_id: id } = solicitation;
  if (fellows.length === 0) return null;
  function name(fellow_id?: string) {
    answer.mutate(
      { id, answer: { answer: 'fellow', fellow_id } },
      {
        onSuccess: () => {
          notifyDone(t('fellow.saved'));
          onDone();
        },
      },
    );
  }
  return (
    <Disclosure summary={t('fellow.act')}>
      <Stack gap={6}>
        <Text size="sm">{t('fellow.text')}</Text>
        <Group gap={6} role="group" aria-label={t('fellow.title')}>
          {fellows.map((one) => (
            <Button
              key={one.professional_id}
              variant="default"
              size="compact-md"
              disabled={answer.isPending}
              onClick={() => name(one.professional_id)}
            >
              {one.name}
            </Button>
          ))}
          {fellows.length > 1 && (
            <Button variant="light" size="compact-md" disabled={answer.isPending} onClick={() => name()}>
              {t('fellow.any')}
            </Button>
          )}
        </Group>
      </Stack>
    </Disclosure>
  );
}

/** Who named him, or whom he named and what became of it. */
export function NamedFellows({ solicitation }: { solicitation: MySolicitation }) {
  const t = useTexts();
  if (solicitation.named_by)
    return <Text size="sm">{t('fellow.namedBy', { name: solicitation.named_by })}</Text>;
  if (solicitation.named.length === 0) return null;
  return (
    <List size="sm">
      {solicitation.named.map((one) => (
        <List.Item key={one.name}>{t(`fellow.${one.state}`, { name: one.name })}</List.Item>
      ))}
    </List>
  );
}
