import { Checkbox, NativeSelect, SimpleGrid, Text } from '@mantine/core';
import { memo } from 'react';
import { FORMS } from '@/api/forms.gen';
import type { RequestReason, Specialty } from '@/api/types';
import { useCodes } from '@/lib/i18n';
import codesOf from '@/locales/fr/codes.json';
import { QuestionField } from '@/referral/question-field';
import { questionsOf } from '@/referral/short-form';
import { Section, type SectionProps, sameAnswers } from './section';
import { useTexts } from './texts';

const REASONS = Object.keys(codesOf.requestReason) as RequestReason[];
const SPECIALTIES = Object.keys(codesOf.specialty) as Specialty[];

/** What this kind asks besides the eight answers of all: one screen for every kind, drawn from the table. */
function ShortForm({ form }: Pick<SectionProps, 'form'>) {
  const t = useTexts();
  const codes = useCodes();
  const { kind, needs, answers, reason, specialty } = form.values;
  if (!kind) return null;
  return (
    <Section title={t('form.legend')}>
      <Text size="sm" c="dimmed">
        {t('form.hint')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label={t('form.reason')}
          data={REASONS.map((value) => ({ value, label: codes(`requestReason.${value}`) }))}
          value={reason ?? FORMS[kind].reason}
          onChange={(event) => form.setFieldValue('reason', event.currentTarget.value as RequestReason)}
        />
        {kind === 'specialist' && (
          <NativeSelect
            label={t('form.specialty')}
            data={[
              { value: '', label: t('form.anySpecialty') },
              ...SPECIALTIES.map((value) => ({ value, label: codes(`specialty.${value}`) })),
            ]}
            value={specialty ?? ''}
            onChange={(event) =>
              form.setFieldValue('specialty', (event.currentTarget.value || null) as Specialty | null)
            }
          />
        )}
      </SimpleGrid>
      {kind === 'specialist' && (
        <Checkbox
          label={t('form.advice')}
          description={t('form.adviceHint')}
          {...form.getInputProps('adviceFirst', { type: 'checkbox' })}
        />
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
        {questionsOf(kind, needs).map((question) => (
          <QuestionField
            key={question.code}
            question={question}
            answer={answers[question.code]}
            onChange={(next) => form.setFieldValue('answers', { ...answers, [question.code]: next })}
          />
        ))}
      </SimpleGrid>
    </Section>
  );
}

export const ShortFormSection = memo(
  ShortForm,
  sameAnswers('kind', 'needs', 'answers', 'reason', 'specialty', 'adviceFirst'),
);
