import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { codeLabel } from '@/lib/i18n';
import { languagesQuery } from './queries';
import { useDirectoryTexts } from './texts';

interface LanguageFieldProps {
  /** ISO 639 code. */
  value?: string;
  onChange: (code?: string) => void;
}

/** The language that a search asks the professional to speak. */
export function LanguageField({ value, onChange }: LanguageFieldProps) {
  const t = useDirectoryTexts();
  const languages = useQuery(languagesQuery);
  const spoken = (languages.data?.items ?? []).map(({ code, label }) => ({
    value: code,
    label: codeLabel('language', code) === code ? label : codeLabel('language', code),
  }));
  return (
    <Select
      label={t('filters.language')}
      placeholder={t('filters.allLanguages')}
      data={spoken}
      value={value ?? null}
      onChange={(code) => onChange(code ?? undefined)}
      searchable
      clearable
      limit={60}
    />
  );
}
