import { Tabs } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Referral } from '@/api/types';
import { PATHS } from '@/app/paths';
import { CareBulletinTab, SocialBulletinTab } from './bulletin-tabs';
import { FollowUp } from './follow-up';
import { HandoversTab } from './handovers-tab';
import { ParticipantsTab } from './participants-tab';
import { PriorityTab } from './priority-tab';
import { ReadingLogTab } from './reading-log-tab';
import { ReportsTab } from './reports-tab';
import { CASE_TABS, type CaseTab } from './search';
import { SharingNote } from './sharing-note';
import { useTexts } from './texts';
import { ThreadTab } from './thread-tab';

/** The tab stands in the address, so that a colleague opens the same one. */
export function CaseTabs({ referral, tab }: { referral: Referral; tab: CaseTab }) {
  const t = useTexts();
  const navigate = useNavigate();
  const id = referral.referral_id;
  const panels: Record<CaseTab, () => ReactNode> = {
    suivi: () => <FollowUp referral={referral} />,
    priorite: () => <PriorityTab referral={referral} />,
    soin: () => (
      <SharingNote referral={referral}>
        <CareBulletinTab referral={referral} />
      </SharingNote>
    ),
    social: () => (
      <SharingNote referral={referral}>
        <SocialBulletinTab referral={referral} />
      </SharingNote>
    ),
    'comptes-rendus': () => <ReportsTab referral={referral} />,
    echanges: () => <ThreadTab id={id} />,
    relais: () => <HandoversTab referral={referral} />,
    participants: () => <ParticipantsTab id={id} />,
    journal: () => <ReadingLogTab id={id} />,
  };
  return (
    <Tabs
      value={tab}
      keepMounted={false}
      onChange={(next) =>
        void navigate({
          to: PATHS.referral,
          params: { id },
          search: { onglet: (next ?? 'suivi') as CaseTab },
          replace: true,
        })
      }
    >
      <Tabs.List aria-label={t('tabs.label')}>
        {CASE_TABS.map((value) => (
          <Tabs.Tab key={value} value={value}>
            {t(`tabs.${value}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {CASE_TABS.map((value) => (
        <Tabs.Panel key={value} value={value} pt="md">
          {panels[value]()}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
