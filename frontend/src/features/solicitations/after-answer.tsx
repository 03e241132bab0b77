import { Button, Group, Stack, Text } from '@mantine/core';
import type { AnswerGiven, MySolicitation } from '@/api/types';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { notifyDone } from '@/ui/notify';
import { useAnswer } from './queries';
import { useTexts } from './texts';

/** Optional, one tap, and only after the answer: a condition of the yes, or why not. */
export function AfterAnswer({ solicitation }: { solicitation: MySolicitation }) {
  const t = useTexts();
  const answer = useAnswer();
  const send = (given: AnswerGiven) =>
    answer.mutate(
      { id: solicitation.solicitation_id, answer: given },
      { onSuccess: () => notifyDone(t('saved')) },
    );
  const isYes = solicitation.my_answer === 'yes';
  if (isYes ? solicitation.condition : solicitation.reason_code || solicitation.my_answer !== 'no') {
    const code = solicitation.condition ?? solicitation.reason_code;
    const labels: Record<string, string> = { ...codes.condition, ...codes.answerReason };
    return code ? <Text size="sm">{labels[code]}</Text> : null;
  }
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {isYes ? t('condition') : t('why')}
      </Text>
      <Group gap={6}>
        {isYes
          ? optionsOf(codes.condition)
              .filter(({ value }) => value !== 'sees_directly')
              .map(({ value, label }) => (
                <Small key={value} label={label} onClick={() => send({ answer: 'yes', condition: value })} />
              ))
          : optionsOf(codes.answerReason).map(({ value, label }) => (
              <Small key={value} label={label} onClick={() => send({ answer: 'no', reason_code: value })} />
            ))}
        {!isYes && (
          <>
            <Small label={t('never')} onClick={() => send({ answer: 'never_this_kind' })} />
            <Small label={t('pause')} onClick={() => send({ answer: 'pause', pause_days: 7 })} />
          </>
        )}
      </Group>
    </Stack>
  );
}

function Small({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button variant="default" size="compact-md" fw={400} onClick={onClick}>
      {label}
    </Button>
  );
}
