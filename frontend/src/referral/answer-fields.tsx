import { Anchor, Stack, Text } from '@mantine/core';
import type { CareBulletin } from '@/api/types';
import { tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { Field } from './bulletin-parts';
import { type FormAnswer, type FormAnswers, type Question, questionOf } from './short-form';
import { useReferralTexts } from './texts';

/** Answers to the short form, as they are read and printed. */
export function AnswerFields({ answers }: { answers: FormAnswers }) {
  return Object.entries(answers).map(([code, answer]) => {
    const question = questionOf(code);
    return (
      <Field key={code} label={question?.label ?? code}>
        {wordsOfAnswer(question, answer)}
      </Field>
    );
  });
}

/** An answer as it is read, and printed. */
export function wordsOfAnswer(question: Question | undefined, answer: FormAnswer): string {
  if (question?.asked === 'day' && typeof answer === 'string') return tableDay(answer);
  const label = (value: string) => question?.options.find((one) => one.value === value)?.label ?? value;
  return [answer].flat().map(label).join(', ');
}

/** Where a shared record of the person stands elsewhere. Opened in a window of its own, which learns nothing of ours. */
export function References({ links }: { links: CareBulletin['links'] }) {
  const t = useReferralTexts();
  const codes = useCodes();
  if (links.length === 0) return null;
  return (
    <Stack gap={2}>
      <Text size="sm" c="dimmed">
        {t('bulletin.links')}
      </Text>
      {links.map((link) => (
        <Anchor key={link.url} href={link.url} target="_blank" rel="noopener noreferrer">
          {codes(`referenceSystem.${link.system}`)}
        </Anchor>
      ))}
    </Stack>
  );
}
