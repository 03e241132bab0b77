import { Anchor, Button, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { PATHS } from '@/app/paths';
import { cptsQuery } from '@/directory/queries';
import { useCommon } from '@/lib/i18n';
import { proposalsQuery, referralQuery } from '@/referral/queries';
import { SheetLanguageField } from '@/referral/sheet-language';
import { type SheetLanguage, sheetQuery } from '@/referral/sheets';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { ProposalsSheet } from './proposals-sheet';
import { useTexts } from './texts';

/** A4, in French and in the person's language: who can receive her, and boxes to tick. No identity stands on it. */
export function ProposalsPrintPage({ id }: { id: string }) {
  const t = useTexts();
  const common = useCommon();
  const [language, setLanguage] = useState<SheetLanguage | null>(null);
  const referral = useQuery(referralQuery(id));
  const proposals = useQuery(proposalsQuery(id));
  const french = useQuery(sheetQuery('fr'));
  const theirs = useQuery({ ...sheetQuery(language ?? 'fr'), enabled: language !== null });
  const coordination = useQuery(cptsQuery).data?.coordination_phone;
  const standing = proposals.data?.items.filter((one) => one.state === 'proposed') ?? [];
  const number = referral.data?.case_number ?? '';
  const sheet = { number, proposals: standing, coordination };
  return (
    <Page
      title={t('printTitle', { number })}
      subtitle={t('printLead')}
      narrow
      printsTitle={false}
      actions={
        standing.length > 0 && (
          <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
            {common('actions.print')}
          </Button>
        )
      }
    >
      <ListFaces
        query={proposals}
        isEmpty={standing.length === 0}
        empty={
          <>
            <Text>{t('printEmpty')}</Text>
            <Anchor renderRoot={(props) => <Link to={PATHS.choice} params={{ id }} {...props} />}>
              {t('backToChoice')}
            </Anchor>
          </>
        }
      >
        <Stack gap="xl">
          <SheetLanguageField value={language} onChange={setLanguage} />
          {french.data && <ProposalsSheet words={french.data} {...sheet} />}
          {language && theirs.data && <ProposalsSheet words={theirs.data} {...sheet} />}
        </Stack>
      </ListFaces>
    </Page>
  );
}
