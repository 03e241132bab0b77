import { List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '@/api/session';
import type { Referral } from '@/api/types';
import { phone } from '@/lib/typography';
import { Reviewed } from '@/referral/reviewed';
import { fill, instantIn, type Sheet, type SheetLanguage, sheetQuery } from '@/referral/sheets';

interface TranslatedSheetProps {
  referral: Referral;
  language: SheetLanguage;
  step: keyof Sheet['sheet']['steps'];
  isOver: boolean;
  coordination: string | null | undefined;
}

/** The same sheet in the person's language, under the French one that the worker reads. */
export function TranslatedSheet({ referral, language, step, isOver, coordination }: TranslatedSheetProps) {
  const session = useSession();
  const found = useQuery(sheetQuery(language)).data;
  if (!found) return null;
  const { sheet } = found;
  const { case_number: number, first_appointment: first } = referral;
  const name = referral.placed_professional_name ?? referral.in_charge_name;
  return (
    <Stack gap="xs" lang={found.language} dir={found.dir}>
      <Title order={3} size="h5">
        {sheet.title}
      </Title>
      <Text>{fill(sheet.steps[step], { number })}</Text>
      <List>
        {name && <List.Item>{fill(sheet.with, { name })}</List.Item>}
        {first.at && (
          <List.Item>{fill(sheet.appointment, { when: instantIn(language, first.at) })}</List.Item>
        )}
        {name && !first.at && first.state === 'awaited' && !isOver && <List.Item>{sheet.awaited}</List.Item>}
      </List>
      {!isOver && <Text>{sheet.rights}</Text>}
      <Text fw={600}>
        {coordination
          ? fill(sheet.call, { phone: phone(coordination) })
          : fill(sheet.callNobody, { name: session.cpts?.name ?? '' })}
      </Text>
      <Reviewed sheet={found} />
    </Stack>
  );
}
