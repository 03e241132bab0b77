import { Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { agendaRulesQuery } from '@/agendas/queries';
import { hasRole, useSession } from '@/api/session';
import { cptsQuery } from '@/directory/queries';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { AgendaRules } from './agenda-rules';
import { Closures } from './closures';
import { CoordinationPhone } from './coordination-phone';
import { useTexts } from './texts';

/** What the office of a CPTS decides once in a while. */
export function SettingsPage() {
  const t = useTexts();
  const cpts = useQuery(cptsQuery);
  const decidesAgenda = hasRole(useSession(), 'director');
  const rules = useQuery({ ...agendaRulesQuery, enabled: decidesAgenda });
  return (
    <Page title={t('title')} subtitle={t('subtitle')}>
      <Stack gap="xl" maw={760}>
        <Section title={t('coordination.title')}>
          <CoordinationPhone />
        </Section>
        <Section title={t('closures.title')}>
          <ListFaces query={cpts}>{cpts.data && <Closures closures={cpts.data.closures} />}</ListFaces>
        </Section>
        {decidesAgenda && (
          <Section title={t('agenda.title')}>
            <ListFaces query={rules}>
              {rules.data && <AgendaRules key={rules.data.version} rules={rules.data} />}
            </ListFaces>
          </Section>
        )}
      </Stack>
    </Page>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack component="section" gap="sm" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  );
}
