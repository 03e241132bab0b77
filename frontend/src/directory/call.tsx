import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { phone, phoneLink } from '@/lib/typography';
import { professionalQuery } from './queries';
import { useDirectoryTexts } from './texts';

/** The number to dial, read from the sheet: shown where somebody has to be told by telephone. */
export function Call({ professionalId }: { professionalId: string }) {
  const t = useDirectoryTexts();
  const sheet = useQuery(professionalQuery(professionalId));
  if (!sheet.data) return null;
  const number = sheet.data.contact.phone;
  if (!number)
    return (
      <Text component="span" size="sm" c="dimmed">
        {t('call.none')}
      </Text>
    );
  return (
    <Anchor size="sm" href={phoneLink(number)}>
      {phone(number)}
    </Anchor>
  );
}
