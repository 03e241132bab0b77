import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { Page } from '@/ui/page';
import { OneTriage } from './one-triage';
import { Queue } from './queue';
import type { TriageSearch } from './search';
import { useTexts } from './texts';

/** The script over the telephone, one question per page; without a request, those that wait. */
export function TriagePage({ search }: { search: TriageSearch }) {
  const t = useTexts();
  const links = (
    <>
      <Anchor renderRoot={(props) => <Link to={PATHS.recourses} {...props} />}>
        {t('elsewhere.described')}
      </Anchor>
      <Anchor renderRoot={(props) => <Link to={PATHS.dispositions} {...props} />}>{t('record.link')}</Anchor>
      <Anchor renderRoot={(props) => <Link to={PATHS.triageScript} {...props} />}>{t('script')}</Anchor>
    </>
  );
  if (search.demande) return <OneTriage key={search.demande} id={search.demande} />;
  return (
    <Page title={t('queue.title')} subtitle={t('queue.subtitle')} actions={links}>
      <Queue />
    </Page>
  );
}
