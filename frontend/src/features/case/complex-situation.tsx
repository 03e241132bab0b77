import { Button, Group, List, Paper, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Referral } from '@/api/types';
import { handoversQuery, type PartnerRoute, partnerRoutesQuery } from '@/handover/queries';
import { useCodes } from '@/lib/i18n';
import { HandOverDialog } from './hand-over-dialog';
import { useTexts } from './texts';

/** What makes the situation complex, for who may read it; its coordinator is led to the DAC from there. */
export function ComplexSituation({ referral }: { referral: Referral }) {
  const t = useTexts();
  const codes = useCodes();
  if (!referral.complexity) return null;
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="situation-complexe">
      <Stack gap="xs">
        <Title order={2} size="h5" id="situation-complexe">
          {t('complexity.legend')}
        </Title>
        <List>
          {referral.complexity.criteria.map((criterion) => (
            <List.Item key={criterion}>{codes(`complexity.${criterion}`)}</List.Item>
          ))}
        </List>
        {referral.allowed_acts.includes('handovers') && <HandToDac referral={referral} />}
      </Stack>
    </Paper>
  );
}

/** The bodies that such a situation is for, until it is handed to them. */
function HandToDac({ referral }: { referral: Referral }) {
  const t = useTexts();
  const [chosen, setChosen] = useState<PartnerRoute | null>(null);
  const routes = useQuery(partnerRoutesQuery).data?.items ?? [];
  const handed = useQuery(handoversQuery(referral.referral_id)).data?.items;
  const isHanded = (route: PartnerRoute) =>
    handed?.some((one) => one.stands && one.route_id === route.route_id);
  const proposed = routes.filter((one) => one.is_active && one.for_complex && !isHanded(one));
  if (!handed || proposed.length === 0) return null;
  return (
    <Group gap="xs">
      {proposed.map((route) => (
        <Button key={route.route_id} variant="default" onClick={() => setChosen(route)}>
          {t('complexity.handOver', { name: route.name })}
        </Button>
      ))}
      {chosen && (
        <HandOverDialog
          referral={referral}
          isReport={false}
          partner={chosen}
          onClose={() => setChosen(null)}
        />
      )}
    </Group>
  );
}
