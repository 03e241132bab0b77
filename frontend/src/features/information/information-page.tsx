import { Button, List, Stack, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommon } from '@/lib/i18n';
import { Reviewed } from '@/referral/reviewed';
import { SheetLanguageField } from '@/referral/sheet-language';
import { type Sheet, type SheetLanguage, sheetQuery } from '@/referral/sheets';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { useTexts } from './texts';

/** What the person is told before she agrees, in French and in her language, to print and to sign. */
export function InformationPage() {
  const t = useTexts();
  const common = useCommon();
  const [language, setLanguage] = useState<SheetLanguage | null>(null);
  const french = useQuery(sheetQuery('fr'));
  return (
    <Page
      title={t('title')}
      subtitle={t('lead')}
      narrow
      printsTitle={false}
      actions={
        <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
          {common('actions.print')}
        </Button>
      }
    >
      <SheetLanguageField value={language} onChange={setLanguage} />
      <ListFaces query={french}>
        {french.data && (
          <Stack gap="xl">
            {language && <InTheirLanguage language={language} />}
            <Information sheet={french.data} />
          </Stack>
        )}
      </ListFaces>
    </Page>
  );
}

function InTheirLanguage({ language }: { language: SheetLanguage }) {
  const sheet = useQuery(sheetQuery(language));
  return <ListFaces query={sheet}>{sheet.data && <Information sheet={sheet.data} />}</ListFaces>;
}

function Information({ sheet }: { sheet: Sheet }) {
  const { consent } = sheet;
  return (
    <Stack
      gap="sm"
      component="section"
      lang={sheet.language}
      dir={sheet.dir}
      style={{ breakInside: 'avoid' }}
    >
      <Title order={2} size="h4">
        {consent.title}
      </Title>
      <List spacing={6}>
        {consent.points.map((point) => (
          <List.Item key={point}>{point}</List.Item>
        ))}
      </List>
      <Text>☐ {consent.search}</Text>
      <Text>☐ {consent.sharing}</Text>
      <Text>
        {consent.date} ……………… {consent.signature} ………………………………
      </Text>
      <Reviewed sheet={sheet} />
    </Stack>
  );
}
