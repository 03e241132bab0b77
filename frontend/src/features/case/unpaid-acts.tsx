import { List, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { unpaidActsOfQuery } from '@/unpaid-acts/queries';
import { StateBadge } from '@/unpaid-acts/state-badge';
import { useUnpaidActTexts } from '@/unpaid-acts/texts';

/** Beside the medico-social bulletin: a line for each act, and nothing when there is none. */
export function UnpaidActsOfCase({ id }: { id: string }) {
  const t = useUnpaidActTexts();
  const codes = useCodes();
  const { data } = useQuery(unpaidActsOfQuery(id));
  if (!data || data.items.length === 0) return null;
  return (
    <Stack gap="xs" mt="lg" component="section" aria-labelledby="actes">
      <Title order={2} size="h4" id="actes">
        {t('ofCase.title')}
      </Title>
      <List>
        {data.items.map((act) => (
          <List.Item key={act.unpaid_act_id}>
            {t('ofCase.line', {
              kind: codes(`unpaidActKind.${act.kind}`),
              day: tableDay(act.done_on),
              name: act.professional_name,
            })}{' '}
            <StateBadge act={act} />
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
