import { Anchor, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Identity } from '@/api/types';
import { tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { phone, phoneLink } from '@/lib/typography';
import { ReliabilityBadge, useDocumentSeen } from './identity-reliability';
import { useReferralTexts } from './texts';

export function Field({ label, children }: { label: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </div>
  );
}

export function IdentityCard({ identity }: { identity: Identity }) {
  const t = useReferralTexts();
  const codes = useCodes();
  const seen = useDocumentSeen(identity.reliability);
  const birth = identity.birth_date
    ? tableDay(identity.birth_date)
    : (identity.birth_year?.toString() ?? t('bulletin.birthUnknown'));
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('bulletin.identity')}>
      <Title order={2} size="h4" mb="xs">
        {identity.family_name.toUpperCase()} {identity.given_name}
        {identity.birth_name && identity.birth_name !== identity.family_name && (
          <Text component="span" c="dimmed">
            {' '}
            {t(`bulletin.birthName_${identity.sex}`, { name: identity.birth_name })}
          </Text>
        )}
      </Title>
      <Group gap="xs" mb="xs">
        <ReliabilityBadge reliability={identity.reliability} />
        {seen && <Text size="sm">{seen}</Text>}
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} component="dl" m={0} spacing="sm" verticalSpacing="xs">
        <Field label={t('bulletin.birth')}>{birth}</Field>
        <Field label={t('bulletin.sex')}>{codes(`sex.${identity.sex}`)}</Field>
        <Field label={t('bulletin.address')}>{identity.address}</Field>
        <Field label={t('bulletin.phone')}>
          {identity.phone && <Anchor href={phoneLink(identity.phone)}>{phone(identity.phone)}</Anchor>}
        </Field>
        <Field label={t('bulletin.email')}>{identity.email}</Field>
        <Field label={t('bulletin.nir')}>{identity.nir}</Field>
        <Field label={t('bulletin.ins')}>{identity.reliability.ins?.matricule}</Field>
        <Field label={t('bulletin.representative')}>
          {identity.representative && <Representative one={identity.representative} />}
        </Field>
      </SimpleGrid>
      {identity.through_referrer && <Text size="sm">{t('bulletin.throughReferrer')}</Text>}
    </Paper>
  );
}

function Representative({ one }: { one: NonNullable<Identity['representative']> }) {
  const codes = useCodes();
  return (
    <>
      {one.name} ({codes(`representativeLink.${one.link}`)})
      {one.phone && (
        <>
          {' '}
          <Anchor href={phoneLink(one.phone)}>{phone(one.phone)}</Anchor>
        </>
      )}
    </>
  );
}

export function Ground({ ground }: { ground: string }) {
  const t = useReferralTexts();
  const codes = useCodes();
  return (
    <Text size="sm" c="dimmed">
      {t('bulletin.ground', { ground: codes(`ground.${ground as 'care_team'}`, { defaultValue: ground }) })}
    </Text>
  );
}

export function FieldList({ children }: { children: ReactNode }) {
  return (
    <Stack gap="sm" component="dl" m={0}>
      {children}
    </Stack>
  );
}
