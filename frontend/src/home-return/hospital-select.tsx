import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { hospitalsQuery } from './queries';
import { useHomeReturnTexts } from './texts';

interface HospitalSelectProps {
  value: string | null;
  onChange: (finess: string | null) => void;
}

/** The hospitals that the directory knows around here. Not knowing is an answer. */
export function HospitalSelect({ value, onChange }: HospitalSelectProps) {
  const t = useHomeReturnTexts();
  const hospitals = useQuery(hospitalsQuery);
  const items = hospitals.data?.items ?? [];
  return (
    <NativeSelect
      label={t('hospital')}
      description={hospitals.data && items.length === 0 ? t('noHospital') : undefined}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
      data={[
        { value: '', label: t('anyHospital') },
        ...items.map(({ finess, name }) => ({ value: finess, label: name })),
      ]}
    />
  );
}
