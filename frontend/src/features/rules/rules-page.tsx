import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tableDay } from '@/lib/dates';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { DraftEditor } from './draft-editor';
import { type RuleSets, ruleSetsQuery } from './queries';
import { RuleSetVersions } from './rule-set-versions';
import { RulesForm } from './rules-form';
import { useTexts } from './texts';

/** What the CPTS decides about priority, order and waves: in force, being prepared, and all that ever stood. */
export function RulesPage() {
  const t = useTexts();
  const sets = useQuery(ruleSetsQuery);
  return (
    <Page title={t('title')} subtitle={t('subtitle')}>
      <ListFaces query={sets}>{sets.data && <Sets sets={sets.data} />}</ListFaces>
    </Page>
  );
}

function Sets({ sets }: { sets: RuleSets }) {
  const t = useTexts();
  const [isDrafting, setDrafting] = useState(false);
  const { in_force: inForce, draft } = sets;
  const showsDraft = draft !== null || isDrafting;
  return (
    <Stack gap="lg">
      <Alert role="status" variant="light" title={t('inForce', { version: inForce.version })}>
        {inForce.is_default
          ? t('isDefault')
          : t('since', {
              day: tableDay(inForce.in_force_from ?? inForce.adopted_at),
              name: inForce.author_name,
            })}
        {inForce.note && <Text size="sm">{inForce.note}</Text>}
      </Alert>
      {showsDraft ? (
        <DraftEditor key={draft?.etag ?? 'new'} sets={sets} onLeave={() => setDrafting(false)} />
      ) : (
        <>
          {sets.may_draft && (
            <Button style={{ alignSelf: 'flex-start' }} onClick={() => setDrafting(true)}>
              {t('begin')}
            </Button>
          )}
          <RulesForm rules={inForce.rules} />
        </>
      )}
      <section aria-labelledby="versions">
        <Title order={2} size="h4" id="versions" mb="xs">
          {t('versions.title')}
        </Title>
        <RuleSetVersions sets={sets.items} />
      </section>
    </Stack>
  );
}
