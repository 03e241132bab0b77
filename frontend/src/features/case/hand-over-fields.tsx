import { Alert, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Referral } from '@/api/types';
import { type Asked, isFor, PlacesFree } from '@/handover/partners';
import { colleaguesQuery, type PartnerRoute, partnerRoutesQuery, type Told } from '@/handover/queries';
import { useHandoverTexts } from '@/handover/texts';
import { useCodes } from '@/lib/i18n';

export function ColleagueField({
  value,
  onChange,
}: {
  value: string | null;
  onChange: (id: string | null) => void;
}) {
  const t = useHandoverTexts();
  const words = useCodes();
  const { data } = useQuery(colleaguesQuery);
  if (data?.items.length === 0) return <Text>{t('form.noColleague')}</Text>;
  const label = ({ name, roles }: { name: string; roles: string[] }) =>
    `${name} – ${roles.map((role) => words(`role.${role as 'guest'}`, { defaultValue: role })).join(', ')}`;
  return (
    <NativeSelect
      label={t('form.colleague')}
      withAsterisk
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
      data={[
        { value: '', label: '' },
        ...(data?.items ?? []).map((one) => ({ value: one.account_id, label: label(one) })),
      ]}
    />
  );
}

interface PartnerFieldProps {
  referral: Asked & Pick<Referral, 'doctor_agreement'>;
  value: PartnerRoute | null;
  isReport: boolean;
  onChange: (route: PartnerRoute | null) => void;
}

/** Active partners, those whose mission covers the need first. */
export function usePartnersFor(referral: Asked, isReport: boolean) {
  const { data } = useQuery(partnerRoutesQuery);
  const routes = (data?.items ?? []).filter((one) => one.is_active && (!isReport || one.hears_reports));
  return {
    routes,
    isNone: data !== undefined && routes.length === 0,
    proposed: routes.filter((one) => isFor(one, referral)),
    others: routes.filter((one) => !isFor(one, referral)),
  };
}

export function PartnerField({ referral, value, isReport, onChange }: PartnerFieldProps) {
  const t = useHandoverTexts();
  const words = useCodes();
  const { routes, isNone, proposed, others } = usePartnersFor(referral, isReport);
  if (isNone) return <Text>{t('form.noPartner')}</Text>;
  const choices = (of: PartnerRoute[]) =>
    of.map((one) => ({ value: one.route_id, label: `${one.name} – ${words(`partnerKind.${one.kind}`)}` }));
  const told = value?.may_tell.map((one) => words(`told.${one}`)).join(', ');
  return (
    <Stack gap={4}>
      <NativeSelect
        label={t('form.partner')}
        withAsterisk
        value={value?.route_id ?? ''}
        onChange={(event) =>
          onChange(routes.find(({ route_id }) => route_id === event.currentTarget.value) ?? null)
        }
        data={[
          { value: '', label: '' },
          { group: t('form.partnersForThis'), items: choices(proposed) },
          { group: t('form.partnersOther'), items: choices(others) },
        ]}
      />
      {value?.needs_doctor_agreement && !isReport && !referral.doctor_agreement?.agrees && (
        <Alert color="ambre" variant="light" role="status">
          {t('form.doctorAgreement')}
        </Alert>
      )}
      {value && <PlacesFree route={value} />}
      {value && (
        <Text size="sm" c="dimmed">
          {[value.contact_name, value.phone, value.email, value.hours].filter(Boolean).join(' · ')}
          <br />
          {[value.serves, value.funding].filter(Boolean).join(' · ')}
          <br />
          {t('form.maytell', { what: told || t('form.mayTellNeed') })}
        </Text>
      )}
    </Stack>
  );
}

interface ToldFieldProps {
  value: Told[];
  allowed: Told[];
  onChange: (told: Told[]) => void;
}

export function ToldField({ value, allowed, onChange }: ToldFieldProps) {
  const t = useHandoverTexts();
  const words = useCodes();
  if (allowed.length === 0) return null;
  return (
    <Checkbox.Group
      label={t('form.told')}
      description={t('form.toldHelp')}
      value={value}
      onChange={(next) => onChange(next as Told[])}
    >
      <Group gap="md" mt={6}>
        {allowed.map((one) => (
          <Checkbox key={one} value={one} label={words(`told.${one}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
