import { Checkbox } from '@mantine/core';
import type { ReferralRow } from '@/api/types';
import { areSearchedTogether } from './queries';
import { useTexts } from './texts';

interface TogetherBoxProps {
  tie: ReferralRow['bundle'];
  words: 'together' | 'chooseAll';
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** For all the persons searched for together, or for this one alone; nothing where the request stands alone. */
export function TogetherBox({ tie, words, checked, onChange }: TogetherBoxProps) {
  const t = useTexts();
  if (!areSearchedTogether(tie)) return null;
  return (
    <Checkbox
      label={t(words, { count: tie.count })}
      description={words === 'together' ? t('togetherHint') : undefined}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
