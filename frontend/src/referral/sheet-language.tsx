import { NativeSelect } from '@mantine/core';
import { LANGUAGES, type SheetLanguage } from './sheets';
import { useReferralTexts } from './texts';

interface SheetLanguageProps {
  value: SheetLanguage | null;
  onChange: (language: SheetLanguage | null) => void;
}

/** Which language the person reads, beside French. It stays on this screen: neither kept nor in the address. */
export function SheetLanguageField({ value, onChange }: SheetLanguageProps) {
  const t = useReferralTexts();
  return (
    <NativeSelect
      className="no-print"
      label={t('sheet.language')}
      maw={280}
      value={value ?? ''}
      onChange={(event) => onChange((event.currentTarget.value || null) as SheetLanguage | null)}
      data={[
        { value: '', label: t('sheet.frenchAlone') },
        ...Object.entries(LANGUAGES).map(([code, name]) => ({ value: code, label: name })),
      ]}
    />
  );
}
