import { Checkbox } from '@mantine/core';
import { Refused } from '@/ui/refused';
import { useTexts } from './texts';

interface OutsideAreaProps {
  error: unknown;
  checked: boolean;
  onChange: (goes: boolean) => void;
}

/** Why the brigade does not come, and that it comes all the same: who books knows whether it does. */
export function OutsideArea({ error, checked, onChange }: OutsideAreaProps) {
  const t = useTexts();
  return (
    <>
      <Refused error={error} />
      <Checkbox
        label={t('dialog.outsideArea')}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </>
  );
}
