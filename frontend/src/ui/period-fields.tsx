import { useCommon } from '@/lib/i18n';
import { DayField } from './day-field';

interface PeriodFieldsProps {
  /** The two days as the address keeps them. */
  search: { depuis?: string; jusque?: string };
  onChange: (changed: { depuis?: string; jusque?: string }) => void;
}

/** From one day to another, both counted; either may be left open. */
export function PeriodFields({ search, onChange }: PeriodFieldsProps) {
  const t = useCommon();
  return (
    <>
      <DayField
        label={t('period.since')}
        value={search.depuis ?? ''}
        onChange={(depuis) => onChange({ depuis })}
      />
      <DayField
        label={t('period.until')}
        value={search.jusque ?? ''}
        onChange={(jusque) => onChange({ jusque })}
      />
    </>
  );
}
