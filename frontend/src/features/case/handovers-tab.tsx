import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Referral } from '@/api/types';
import { HandoverActs, HandoverFacts } from '@/handover/handover-card';
import { HandOverButton, PartnersFor } from '@/handover/partners';
import { handoversQuery, type PartnerRoute } from '@/handover/queries';
import { useHandoverTexts } from '@/handover/texts';
import { ListFaces } from '@/ui/list-faces';
import { Crossings } from './crossings';
import { HandOverDialog } from './hand-over-dialog';
import { ReadersTable } from './readers-table';

/** To whom the case, or a part of it, was handed by name, and who may read what. */
export function HandoversTab({ referral }: { referral: Referral }) {
  const t = useHandoverTexts();
  const id = referral.referral_id;
  const query = useQuery(handoversQuery(id));
  const [dialog, setDialog] = useState<'any' | 'report' | PartnerRoute | null>(null);
  const coordinates = referral.allowed_acts.includes('handovers');
  const items = query.data?.items ?? [];
  return (
    <Stack gap="md" maw={860}>
      <Text c="dimmed">{t('lead')}</Text>
      {referral.allowed_acts.includes('signalement') && (
        <Group gap="xs">
          {coordinates && <Button onClick={() => setDialog('any')}>{t('handOver')}</Button>}
          <Button variant="default" onClick={() => setDialog('report')}>
            {t('report')}
          </Button>
        </Group>
      )}
      {coordinates && (
        <PartnersFor
          referral={referral}
          handed={items.filter((one) => one.stands).map((one) => one.route_id)}
          act={(route, label) => <HandOverButton onClick={() => setDialog(route)}>{label}</HandOverButton>}
        />
      )}
      <ListFaces query={query} isEmpty={items.length === 0} empty={<Text>{t('empty')}</Text>}>
        <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
          {items.map((one) => (
            <Paper key={one.handover_id} withBorder p="sm" component="li">
              <Group gap="xs">
                <Title order={2} size="h5">
                  {one.to_name}
                </Title>
                {!one.stands && (
                  <Badge color="ardoise" variant="light" radius="sm">
                    {t('over')}
                  </Badge>
                )}
              </Group>
              <HandoverFacts handover={one} />
              {coordinates && <HandoverActs handover={one} as="coordinator" />}
            </Paper>
          ))}
        </Stack>
      </ListFaces>
      {referral.allowed_acts.includes('holder') && <Crossings referral={referral} />}
      <ReadersTable id={id} />
      {dialog && (
        <HandOverDialog
          referral={referral}
          isReport={dialog === 'report'}
          partner={typeof dialog === 'object' ? dialog : undefined}
          onClose={() => setDialog(null)}
        />
      )}
    </Stack>
  );
}
