import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Referral } from '@/api/types';
import { tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { type PartnerRoute, partnerRoutesQuery } from './queries';
import { useHandoverTexts } from './texts';

export type Asked = Pick<Referral, 'kind' | 'need_codes' | 'relay_to' | 'is_complex'>;

/** By the missions of the body; a relay in psychiatry leads to the bodies of its own answer alone. */
export function isFor(route: PartnerRoute, referral: Asked): boolean {
  const { for_kinds, for_needs, for_relay, for_complex } = route;
  if (for_complex && referral.is_complex) return true;
  if (for_relay && referral.relay_to && for_relay !== referral.relay_to) return false;
  return for_kinds.includes(referral.kind) || for_needs.some((need) => referral.need_codes.includes(need));
}

interface PartnersForProps {
  referral: Asked;
  /** Those who were handed it already, by their routes. */
  handed?: (string | null)[];
  /** What leads to handing over. */
  act: (route: PartnerRoute, label: ReactNode) => ReactNode;
}

/** The bodies outside that such a request is for, beside the professionals who may be asked. Nothing without one. */
export function PartnersFor({ referral, handed = [], act }: PartnersForProps) {
  const t = useHandoverTexts();
  const words = useCodes();
  const { data } = useQuery(partnerRoutesQuery);
  const routes = (data?.items ?? []).filter(
    (one) => one.is_active && isFor(one, referral) && !handed.includes(one.route_id),
  );
  if (routes.length === 0) return null;
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="partenaires-pour">
      <Stack gap="xs">
        <Title order={2} size="h5" id="partenaires-pour">
          {t('partners.title')}
        </Title>
        {routes.map((one) => (
          <Group key={one.route_id} justify="space-between" gap="xs">
            <div>
              <Text fw={600}>{one.name}</Text>
              <Text size="sm" c="dimmed">
                {[words(`partnerKind.${one.kind}`), one.phone, one.hours].filter(Boolean).join(' · ')}
              </Text>
              {one.funding && <Text size="sm">{one.funding}</Text>}
              <PlacesFree route={one} />
            </div>
            {act(
              one,
              <>
                {t('partners.act')}
                <span className="vh"> – {one.name}</span>
              </>,
            )}
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}

/** How many places a service has free, and the day on which it said so. */
export function PlacesFree({ route: { places_free: count, places_said_on: day } }: { route: PartnerRoute }) {
  const t = useHandoverTexts();
  if (count === null || !day) return null;
  return <Text size="sm">{t('places', { count, day: tableDay(day) })}</Text>;
}

/** The act as a button, as all of them look. */
export const HandOverButton = Button.withProps({ variant: 'default', size: 'compact-md' });
