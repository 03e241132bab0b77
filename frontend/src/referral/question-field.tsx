import { Textarea } from '@mantine/core';
import { OneOfChips, SomeOfChips } from '@/ui/chips-field';
import { DayField } from '@/ui/day-field';
import type { FormAnswer, Question } from './short-form';
import { useReferralTexts } from './texts';

interface QuestionFieldProps {
  question: Question;
  answer: FormAnswer | undefined;
  onChange: (next: FormAnswer) => void;
}

/** One question of a short form, to answer or to answer again. */
export function QuestionField({ question, answer, onChange }: QuestionFieldProps) {
  const t = useReferralTexts();
  const { label, options } = question;
  const typed = typeof answer === 'string' ? answer : '';
  switch (question.asked) {
    case 'one':
      return (
        <OneOfChips
          legend={label}
          options={[...options, { value: '', label: t('unknownAnswer') }]}
          value={typeof answer === 'string' ? answer : null}
          onChange={onChange}
        />
      );
    case 'some':
      return (
        <SomeOfChips
          legend={label}
          options={options}
          value={Array.isArray(answer) ? answer : []}
          onChange={onChange}
        />
      );
    case 'day':
      return <DayField label={label} maw={260} value={typed} onChange={onChange} />;
    case 'words':
      return (
        <Textarea
          label={label}
          rows={2}
          resize="vertical"
          maxLength={500}
          value={typed}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
