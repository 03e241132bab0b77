import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '@/api/session';
import { EmptyFace } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { AgendaBoard } from './agenda-board';
import { Connections } from './connections';
import { PublishDialog } from './publish-dialog';
import { useTexts } from './texts';

/** The owner's side of the shared agenda. */
export function MyOpeningsPage() {
  const t = useTexts();
  const id = useSession().professional_id;
  const [isPublishing, setPublishing] = useState(false);
  if (!id) {
    return (
      <Page title={t('title')}>
        <EmptyFace>
          <Text>{t('none')}</Text>
        </EmptyFace>
      </Page>
    );
  }
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={<Button onClick={() => setPublishing(true)}>{t('publish.title')}</Button>}
    >
      <AgendaBoard professionalId={id} />
      <Connections professionalId={id} />
      {isPublishing && <PublishDialog professionalId={id} onClose={() => setPublishing(false)} />}
    </Page>
  );
}
