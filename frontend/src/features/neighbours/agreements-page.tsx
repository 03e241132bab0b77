import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { type Agreement, agreementsQuery } from '@/neighbours/queries';
import { useNeighbourTexts } from '@/neighbours/texts';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { AgreementActs } from './agreement-acts';
import { OfferDialog } from './offer-dialog';

const COLORS = { offered: 'ambre', accepted: 'vert', declined: 'ardoise', revoked: 'ardoise' } as const;

/** The agreements of this CPTS with others: two directors say yes, either takes it back. */
export function AgreementsPage() {
  const t = useNeighbourTexts();
  const session = useSession();
  const query = useQuery(agreementsQuery);
  const [isOffering, setOffering] = useState(false);
  const directs = hasRole(session, 'director');
  const items = query.data?.items ?? [];
  return (
    <Page
      title={t('agreements.title')}
      subtitle={t('agreements.lead')}
      narrow
      actions={
        <>
          {hasRole(session, ...COORDINATION) && (
            <Button variant="default" renderRoot={(props) => <Link to={PATHS.receivedRequests} {...props} />}>
              {t('received.title')}
            </Button>
          )}
          {directs && query.data && (
            <Button onClick={() => setOffering(true)}>{t('agreements.offer')}</Button>
          )}
        </>
      }
    >
      <ListFaces
        query={query}
        isEmpty={items.length === 0}
        empty={<Text>{t(directs ? 'agreements.emptyDirector' : 'agreements.empty')}</Text>}
      >
        <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
          {items.map((one) => (
            <AgreementCard key={one.agreement_id} agreement={one} directs={directs} />
          ))}
        </Stack>
      </ListFaces>
      {isOffering && <OfferDialog onClose={() => setOffering(false)} />}
    </Page>
  );
}

function AgreementCard({ agreement, directs }: { agreement: Agreement; directs: boolean }) {
  const t = useNeighbourTexts();
  const codes = useCodes();
  return (
    <Paper withBorder p="sm" component="li">
      <Group gap="xs">
        <Title order={2} size="h4">
          {agreement.with_name}
        </Title>
        <Badge variant="light" radius="sm" color={COLORS[agreement.state]}>
          {codes(`neighbourAgreement.${agreement.state}`)}
        </Badge>
      </Group>
      <Text>{agreement.kinds.map((kind) => codes(`kind.${kind}`)).join(', ')}</Text>
      <Text size="sm">
        {t('agreements.dates', { from: tableDay(agreement.starts_on), to: tableDay(agreement.ends_on) })}
        {agreement.state === 'accepted' && !agreement.in_force && ` · ${t('agreements.notToday')}`}
      </Text>
      {agreement.state === 'accepted' && (
        <Text size="sm">{t('agreements.open', { count: agreement.open_requests })}</Text>
      )}
      <Trace agreement={agreement} />
      {directs && <AgreementActs agreement={agreement} />}
    </Paper>
  );
}

/** Who said what, on which day. */
function Trace({ agreement }: { agreement: Agreement }) {
  const t = useNeighbourTexts();
  const by = (key: 'offered' | 'accepted' | 'declined' | 'revoked', name: string | null, at: string) =>
    t(`agreements.${key}`, { name: name ?? '', day: tableDay(at) });
  const answered = agreement.state === 'declined' ? 'declined' : 'accepted';
  return (
    <Text size="sm" c="dimmed">
      {by('offered', agreement.offered_by_name, agreement.offered_at)}
      {agreement.answered_at && ` · ${by(answered, agreement.answered_by_name, agreement.answered_at)}`}
      {agreement.revoked_at && ` · ${by('revoked', agreement.revoked_by_name, agreement.revoked_at)}`}
    </Text>
  );
}
