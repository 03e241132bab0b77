import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { draftsQuery } from '@/referral/drafts';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { DraftCard } from './draft-card';
import { useTexts } from './texts';

/** Requests begun and not sent, last edited first. */
export function DraftsPage() {
  const t = useTexts();
  const query = useQuery(draftsQuery);
  const drafts = query.data ?? [];
  return (
    <Page title={t('title')} subtitle={t('lead')} narrow>
      <ListFaces query={query} isEmpty={drafts.length === 0} empty={<NoDraft />}>
        <Stack gap="xs">
          {drafts.map((draft) => (
            <DraftCard key={draft.draft_id} draft={draft} />
          ))}
        </Stack>
      </ListFaces>
    </Page>
  );
}

function NoDraft() {
  const t = useTexts();
  return (
    <>
      <Text c="dimmed">{t('empty')}</Text>
      <Button renderRoot={(props) => <Link to={PATHS.newReferral} {...props} />}>{t('begin')}</Button>
    </>
  );
}
