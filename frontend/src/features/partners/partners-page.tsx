import { Anchor, Badge, Button, Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import { PlacesFree } from '@/handover/partners';
import { type PartnerRoute, partnerRoutesQuery } from '@/handover/queries';
import { tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { phone, phoneLink } from '@/lib/typography';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { HomeReturnCounts } from './home-return-counts';
import { RouteDialog } from './route-dialog';
import { useTexts } from './texts';

/** The partner bodies of this CPTS: how to reach each, and what it may be told. */
export function PartnersPage() {
  const t = useTexts();
  const query = useQuery(partnerRoutesQuery);
  const [edited, setEdited] = useState<PartnerRoute | 'new' | null>(null);
  // Others read whom to turn to; these keep the list.
  const mayKeep = hasRole(useSession(), ...COORDINATION, 'director', 'secretary');
  const readsFigures = hasRole(useSession(), ...COORDINATION, 'director');
  const items = query.data?.items ?? [];
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={query.data && mayKeep && <Button onClick={() => setEdited('new')}>{t('add')}</Button>}
    >
      <ListFaces query={query} isEmpty={items.length === 0} empty={<EmptyFace>{t('empty')}</EmptyFace>}>
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          {items.map((one) => (
            <RouteCard key={one.route_id} route={one} onEdit={mayKeep ? () => setEdited(one) : undefined} />
          ))}
        </SimpleGrid>
      </ListFaces>
      {readsFigures && <HomeReturnCounts />}
      {edited && <RouteDialog route={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Page>
  );
}

function RouteCard({ route, onEdit }: { route: PartnerRoute; onEdit?: () => void }) {
  const t = useTexts();
  const codes = useCodes();
  const told = route.may_tell.map((one) => codes(`told.${one}`)).join(', ');
  return (
    <Paper withBorder p="sm" component="article" aria-label={route.name}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2} size="h4">
            {route.name}
          </Title>
          <Group gap="xs">
            <Text size="sm">{codes(`partnerKind.${route.kind}`)}</Text>
            {route.hears_reports && (
              <Badge variant="light" radius="sm" color="rouge">
                {t('reports')}
              </Badge>
            )}
            {!route.is_active && (
              <Badge variant="light" radius="sm" color="ardoise">
                {t('inactive')}
              </Badge>
            )}
          </Group>
        </div>
        {onEdit && (
          <Button variant="default" size="compact-md" onClick={onEdit}>
            {t('edit')}
            <span className="vh"> {route.name}</span>
          </Button>
        )}
      </Group>
      <Text mt="xs">
        {route.contact_name && `${route.contact_name} · `}
        {route.phone && <Anchor href={phoneLink(route.phone)}>{phone(route.phone)}</Anchor>}
      </Text>
      {[route.email, route.place, route.hours, route.serves, route.funding].filter(Boolean).map((line) => (
        <Text key={line} size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
          {line}
        </Text>
      ))}
      <Text size="sm" mt="xs">
        {told ? t('mayTell', { what: told }) : t('mayTellNeed')}
      </Text>
      <PlacesFree route={route} />
      {route.needs_doctor_agreement && <Text size="sm">{t('doctorAgreement')}</Text>}
      <Text size="sm" c="dimmed">
        {t('edited', { name: route.edited_by_name, day: tableDay(route.edited_at) })}
      </Text>
    </Paper>
  );
}
