import { Alert, Anchor, Button, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { hasRole, TRIAGE, useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { Section } from '@/ui/section';
import { DraftEditor } from './draft-editor';
import { type ScriptVersions, scriptQuery, scriptsQuery } from './script-queries';
import { ScriptVersionsTable } from './script-versions';
import { ScriptView } from './script-view';
import { useTexts } from './texts';

/** The CPTS's own signed protocol: in force, being prepared, and all that ever stood. */
export function ScriptPage() {
  const t = useTexts();
  const session = useSession();
  const scripts = useQuery(scriptsQuery);
  return (
    <Page
      title={t('scriptPage.title')}
      subtitle={t('scriptPage.subtitle')}
      actions={
        hasRole(session, ...TRIAGE) && (
          <Anchor renderRoot={(props) => <Link to={PATHS.triage} {...props} />}>{t('toQueue')}</Anchor>
        )
      }
    >
      <ListFaces query={scripts}>{scripts.data && <Scripts scripts={scripts.data} />}</ListFaces>
    </Page>
  );
}

function Scripts({ scripts }: { scripts: ScriptVersions }) {
  const t = useTexts();
  const [isDrafting, setDrafting] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const { in_force: inForce, draft } = scripts;
  return (
    <Stack gap="lg">
      <Alert
        role="status"
        variant="light"
        color={inForce.is_national ? 'ambre' : 'petrole'}
        title={t('scriptPage.inForce', { version: inForce.version })}
      >
        {inForce.is_national ? t('scriptPage.toSign') : t('scriptPage.signed', { name: inForce.signed_by })}
      </Alert>
      {draft || isDrafting ? (
        <DraftEditor key={draft?.version ?? 'new'} scripts={scripts} onLeave={() => setDrafting(false)} />
      ) : (
        <>
          {scripts.may_draft && (
            <Button style={{ alignSelf: 'flex-start' }} onClick={() => setDrafting(true)}>
              {t('scriptPage.begin')}
            </Button>
          )}
          <ScriptView script={inForce.script} />
        </>
      )}
      <Section title={t('versions.title')}>
        <ScriptVersionsTable lines={scripts.items} onRead={setShown} />
      </Section>
      {shown && <OneScript version={shown} onClose={() => setShown(null)} />}
    </Stack>
  );
}

function OneScript({ version, onClose }: { version: string; onClose: () => void }) {
  const t = useTexts();
  const script = useQuery(scriptQuery(version));
  return (
    <Modal opened onClose={onClose} title={t('scriptPage.inForceAt', { version })} size="xl">
      <ListFaces query={script}>
        {script.data && (
          <>
            {script.data.note && <Text mb="sm">{script.data.note}</Text>}
            <ScriptView script={script.data.script} />
          </>
        )}
      </ListFaces>
    </Modal>
  );
}
