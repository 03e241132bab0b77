import { Anchor, Blockquote, Button, Paper, Stack, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Proposal } from '@/api/types';
import { PATHS } from '@/app/paths';
import { needLine, personLine } from '@/referral/person-line';
import { proposalsQuery, referralQuery } from '@/referral/queries';
import { ReachLog } from '@/referral/reach-log';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { PersonToCall } from './person-to-call';
import { Placed } from './placed';
import { Proposals } from './proposals';
import { useTexts } from './texts';

/** The call to the person: who said yes, and what she chooses; a no costs neither rank nor date. */
export function ChoicePage({ id }: { id: string }) {
  const t = useTexts();
  const referral = useQuery(referralQuery(id));
  const proposals = useQuery(proposalsQuery(id));
  const [chosen, setChosen] = useState<Proposal | null>(null);
  if (chosen && referral.data) return <Placed referral={referral.data} chosen={chosen} />;
  return (
    <Page
      title={t('title', { number: referral.data?.case_number ?? '' })}
      subtitle={
        <>
          {referral.data && `${needLine(referral.data)} · ${personLine(referral.data, '–')}. `}
          {t('lead')}
        </>
      }
      narrow
      actions={
        proposals.data?.items.some((one) => one.state === 'proposed') && (
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
            renderRoot={(props) => <Link to={PATHS.printProposals} params={{ id }} {...props} />}
          >
            {t('print')}
          </Button>
        )
      }
    >
      <Paper withBorder p="sm" component="section" aria-label={t('script.title')}>
        <Stack gap="xs">
          <Title order={2} size="h4">
            {t('script.title')}
          </Title>
          <Blockquote p="xs" fz="md">
            {t('script.text')}
          </Blockquote>
          {referral.data && <PersonToCall referral={referral.data} />}
          {referral.data?.allowed_acts.includes('reach-attempts') && <ReachLog id={id} />}
        </Stack>
      </Paper>
      <ListFaces
        query={proposals}
        isEmpty={proposals.data?.items.length === 0}
        empty={
          <>
            <Text>{t('empty')}</Text>
            <Anchor renderRoot={(props) => <Link to={PATHS.referral} params={{ id }} {...props} />}>
              {t('backToCase')}
            </Anchor>
          </>
        }
      >
        {referral.data && proposals.data && (
          <Proposals referral={referral.data} proposals={proposals.data.items} onPlaced={setChosen} />
        )}
      </ListFaces>
    </Page>
  );
}
