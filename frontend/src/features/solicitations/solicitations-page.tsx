import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { MySolicitation } from '@/api/types';
import { PATHS } from '@/app/paths';
import { KeysetList } from '@/ui/keyset-list';
import { RowsSkeleton } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { SwitchView } from '@/ui/switch-view';
import { OwnAnswersSection } from './own-answers';
import { solicitationsQuery } from './queries';
import { SolicitationCard } from './solicitation-card';
import classes from './solicitations.module.css';
import { useTexts } from './texts';

export type SolicitationView = 'open' | 'answered' | 'placed';
const VIEWS: SolicitationView[] = ['open', 'answered', 'placed'];

/** A professional's own list: to answer, answered (the persons who chose him first), and placed elsewhere. */
export function SolicitationsPage({ view }: { view: SolicitationView }) {
  const t = useTexts();
  const navigate = useNavigate();
  const query = useInfiniteQuery(solicitationsQuery(view));
  return (
    <Page title={t('title')} subtitle={t('lead')}>
      <SwitchView
        label={t('tabs.label')}
        value={view}
        onChange={(etat) => void navigate({ to: PATHS.mySolicitations, search: { etat }, replace: true })}
        options={VIEWS.map((value) => ({ value, label: t(`tabs.${value}`) }))}
      />
      <KeysetList
        query={query}
        empty={<Text>{t(`empty.${view}`)}</Text>}
        skeleton={<RowsSkeleton rows={3} height={180} />}
      >
        {(items) => (
          <ul className={classes.cards}>
            {chosenFirst(items).map((one) => (
              <li key={one.solicitation_id}>
                <SolicitationCard solicitation={one} />
              </li>
            ))}
          </ul>
        )}
      </KeysetList>
      <OwnAnswersSection />
    </Page>
  );
}

const chosenFirst = (items: MySolicitation[]) =>
  [...items].sort((a, b) => Number(b.referral_id !== null) - Number(a.referral_id !== null));
