import { Select } from '@mantine/core';
import { useCommon } from '@/lib/i18n';
import { CommuneField } from './commune-field';

const KILOMETRES = ['5', '10', '20', '40'];

interface Near {
  /** INSEE code of a commune. */
  pres?: string;
  km?: number;
}

interface NearFieldsProps {
  search: Near;
  /** Around a point that something else chose. */
  around?: boolean;
  onChange: (changed: Near) => void;
}

/** Around which commune to search, and how far. */
export function NearFields({ search, around, onChange }: NearFieldsProps) {
  const t = useCommon();
  return (
    <>
      <CommuneField
        label={t('near.commune')}
        value={search.pres ?? null}
        onChange={(code) => onChange({ pres: code ?? undefined })}
      />
      <Select
        label={t('near.within')}
        placeholder={t('near.anywhere')}
        data={KILOMETRES.map((km) => ({ value: km, label: t('near.withinKm', { km }) }))}
        value={search.km ? String(search.km) : null}
        disabled={!search.pres && !around}
        onChange={(value) => onChange({ km: value ? Number(value) : undefined })}
        clearable
      />
    </>
  );
}
