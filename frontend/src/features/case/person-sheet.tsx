import { List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '@/api/session';
import type { Referral, ReferralStatus } from '@/api/types';
import { cptsQuery } from '@/directory/queries';
import { exact } from '@/lib/dates';
import { phone } from '@/lib/typography';
import { needLine } from '@/referral/person-line';
import { SheetLanguageField } from '@/referral/sheet-language';
import type { SheetLanguage } from '@/referral/sheets';
import { WishWords } from '@/referral/wishes';
import { useTexts } from './texts';
import { TranslatedSheet } from './translated-sheet';

/** What the person is told at each stage; a stage that is not here has the sentence of the search. */
const STEPS = {
  placed: 'placed',
  closed: 'closed',
  on_hold: 'held',
  redirected: 'redirected',
  withdrawn: 'withdrawn',
  proposed: 'proposed',
} as const satisfies Partial<Record<ReferralStatus, string>>;

/** The A4 sheet handed to the person: where the request stands, with whom, when, and whom to call. */
export function PersonSheet({ referral }: { referral: Referral }) {
  const t = useTexts();
  const session = useSession();
  const coordination = useQuery(cptsQuery).data?.coordination_phone;
  const { case_number: number, first_appointment: first } = referral;
  const name = referral.placed_professional_name ?? referral.in_charge_name;
  const step = STEPS[referral.status as keyof typeof STEPS] ?? 'search';
  const isOver = ['closed', 'redirected', 'withdrawn'].includes(referral.status);
  const [language, setLanguage] = useState<SheetLanguage | null>(null);
  return (
    <Stack gap="xs" component="section">
      <SheetLanguageField value={language} onChange={setLanguage} />
      <Title order={2} size="h4">
        {t('print.sheet')} – {session.cpts?.name}
      </Title>
      <Text fw={600}>{needLine(referral)}</Text>
      <Text>{t(`print.steps.${step}`, { number })}</Text>
      <List>
        {name && <List.Item>{t('placedWith', { name })}</List.Item>}
        {first.at && <List.Item>{t('print.appointment', { when: exact(first.at) })}</List.Item>}
        {name && !first.at && first.state === 'awaited' && !isOver && (
          <List.Item>{t('print.appointmentAwaited')}</List.Item>
        )}
      </List>
      <WishWords id={referral.referral_id} title={t('print.wishes')} unmetOnly />
      {!isOver && <Text>{t('print.rights')}</Text>}
      <Text fw={600}>
        {coordination
          ? t('print.call', { phone: phone(coordination) })
          : t('print.callNobody', { name: session.cpts?.name ?? '' })}
      </Text>
      {language && (
        <TranslatedSheet
          referral={referral}
          language={language}
          step={step}
          isOver={isOver}
          coordination={coordination}
        />
      )}
    </Stack>
  );
}
