import { NativeSelect, SimpleGrid, Text } from '@mantine/core';
import { memo, useState } from 'react';
import { useCodes } from '@/lib/i18n';
import codesOf from '@/locales/fr/codes.json';
import { CRITERIA } from '@/referral/answers';
import { COMPLEXITY_CRITERIA } from '@/referral/options';
import { AnswerChips } from '@/ui/answer-chips';
import { SomeOfChips } from '@/ui/chips-field';
import { Disclosure } from '@/ui/disclosure';
import type { FormValues } from './form-values';
import { Section, type SectionProps, sameAnswers } from './section';
import { useTexts } from './texts';

const COVERS = Object.keys(codesOf.cover) as (keyof typeof codesOf.cover)[];

function Situation({ form }: Pick<SectionProps, 'form'>) {
  const { criteria, complexity, cover } = form.values;
  const { setFieldValue } = form;
  // Of a draft that is gone on with; it does not fold while answers change.
  const [wasSaid] = useState(complexity.length > 0);
  const t = useTexts();
  const codes = useCodes();
  return (
    <Section title={t('situation.legend')}>
      <Text size="sm" c="dimmed">
        {t('situation.hint')}
      </Text>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl" verticalSpacing={10}>
        {CRITERIA.map((criterion) => (
          <AnswerChips
            key={criterion}
            label={codes(`criterion.${criterion}`)}
            value={criteria[criterion]}
            onChange={(answer) => setFieldValue(`criteria.${criterion}`, answer)}
          />
        ))}
      </SimpleGrid>
      <NativeSelect
        label={t('situation.cover')}
        description={t('situation.coverHint')}
        maw={420}
        data={COVERS.map((value) => ({ value, label: codes(`cover.${value}`) }))}
        value={cover}
        onChange={(event) => setFieldValue('cover', event.currentTarget.value as FormValues['cover'])}
      />
      <Disclosure summary={t('situation.complex')} forcedOpen={wasSaid}>
        <SomeOfChips
          legend={t('situation.complexCriteria')}
          hint={t('situation.complexHint')}
          options={COMPLEXITY_CRITERIA}
          value={complexity}
          onChange={(next) => setFieldValue('complexity', next)}
        />
      </Disclosure>
    </Section>
  );
}

export const SituationSection = memo(Situation, sameAnswers('criteria', 'complexity', 'cover'));
